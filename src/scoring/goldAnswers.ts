import type { Gold } from '../ports/question.ts';
import type { NotApplicable, Score, ScoreInput } from '../ports/scorer.ts';

export const withoutGold: NotApplicable = { notApplicable: 'the question has no gold answer' };

/** Every spelling of every right answer, in order. */
export function goldAnswers(gold: Gold): readonly string[] {
  return gold.answers.flat();
}

/** The best score of the answer's text against any gold answer: how all scripts treat several golds. */
export function bestOverGolds(
  compare: (prediction: string, gold: string) => number,
): (input: ScoreInput) => Score {
  return ({ answer, gold }) => {
    const golds = goldAnswers(gold);
    if (golds.length === 0) return withoutGold;
    return Math.max(...golds.map((right) => compare(answer.text, right)));
  };
}
