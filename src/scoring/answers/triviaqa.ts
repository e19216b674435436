import type { ScoreInput, Score } from '../../ports/scorer.ts';
import { goldAnswers, withoutGold } from '../goldAnswers.ts';
import type { AnswerMeasure } from '../measure.ts';
import { sameTokens } from '../text/sameTokens.ts';
import { tokenOverlap } from '../text/tokenOverlap.ts';
import { triviaqaTokens } from '../text/triviaqaTokens.ts';

const common = {
  variant: 'triviaqa',
  version: 1,
  over: 'answer',
  needs: ['answer'],
  source: 'mandarjoshi90/triviaqa evaluation/triviaqa_evaluation.py @ ca43b5820b10',
} as const;

/** TriviaQA's official measures, over its own normalised aliases where the question has them. */
export const triviaqa: readonly AnswerMeasure[] = [
  {
    ...common,
    measure: 'em',
    summary: "answer equals an alias after TriviaQA's normaliser",
    values: 'binary',
    score: bestOverAliases(sameTokens),
  },
  {
    ...common,
    measure: 'f1',
    summary: "token F1 after TriviaQA's normaliser, best over the aliases",
    values: 'unit',
    score: bestOverAliases((prediction, gold) => tokenOverlap(prediction, gold).f1),
  },
];

function bestOverAliases(
  compare: (prediction: readonly string[], gold: readonly string[]) => number,
): (input: ScoreInput) => Score {
  return ({ answer, gold }) => {
    const aliases = gold.normalisedAliases ?? goldAnswers(gold);
    if (aliases.length === 0) return withoutGold;
    const prediction = triviaqaTokens(answer.text);
    return Math.max(...aliases.map((alias) => compare(prediction, triviaqaTokens(alias))));
  };
}
