import type { Question } from '../../ports/question.ts';
import type { Scores } from '../../ports/record.ts';
import type { ScoreInput, Scorer } from '../../ports/scorer.ts';

/** Every scorer's word on an answer. */
export function scoreAnswer(scorers: readonly Scorer[], input: ScoreInput): Scores {
  return Object.fromEntries(scorers.map((scorer) => [scorer.name, scorer.score(input)]));
}

/** A method that failed gets 0 wherever the measure applies to the question at all. */
export function scoreFailure(scorers: readonly Scorer[], question: Pick<Question, 'asked' | 'gold'>): Scores {
  const nothing = scoreAnswer(scorers, {
    asked: question.asked,
    gold: question.gold,
    answer: { text: '', facts: [] },
    lists: { first: [], evidence: [], shown: [] },
  });
  return Object.fromEntries(
    Object.entries(nothing).map(([name, value]) => [name, typeof value === 'number' ? 0 : value]),
  );
}
