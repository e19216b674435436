import type { Scores } from '../../ports/record.ts';
import type { Step } from '../../ports/step.ts';
import type { Score, ScoreInput, Scorer } from '../../ports/scorer.ts';

/** What a system does at all. */
export interface Does {
  readonly retrieves: boolean;
  /** Default: it answers. */
  readonly answers?: false;
}

/**
 * Every scorer's word on an answer. Measures of passages do not apply to a system that never searches, measures of
 * answers not to one that only searches.
 */
export function scoreAnswer(scorers: readonly Scorer[], input: ScoreInput, does: Does): Scores {
  return Object.fromEntries(scorers.map((scorer) => [scorer.name, scoreOf(scorer, input, does)]));
}

/**
 * A method that failed gets 0 wherever the measure applies to the question at all; measures by turn apply where its
 * steps show turns.
 */
export function scoreFailure(
  scorers: readonly Scorer[],
  question: Pick<ScoreInput, 'asked' | 'gold' | 'goldPassages'>,
  does: Does,
  steps: readonly Step[],
): Scores {
  const inTurns = steps.some((step) => step.kind === 'within' && step.stage === 'turn');
  const nothing: ScoreInput = {
    asked: question.asked,
    gold: question.gold,
    ...(question.goldPassages !== undefined && { goldPassages: question.goldPassages }),
    answer: { text: '', facts: [] },
    lists: { first: [], evidence: [], shown: [], ...(inTurns && { turns: [] }) },
  };
  const scores = Object.entries(scoreAnswer(scorers, nothing, does));
  return Object.fromEntries(scores.map(([name, value]) => [name, typeof value === 'number' ? 0 : value]));
}

function scoreOf(scorer: Scorer, input: ScoreInput, { retrieves, answers }: Does): Score {
  if (answers === false && scorer.needs.some((need) => need === 'answer' || need === 'facts'))
    return { notApplicable: 'the system does not answer' };
  if (!retrieves && scorer.needs.includes('evidence'))
    return { notApplicable: 'the system does not retrieve' };
  return scorer.score(input);
}
