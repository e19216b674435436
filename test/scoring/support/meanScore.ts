import { isApplicable, type ScoreInput } from '../../../src/ports/scorer.ts';
import { findScorer } from '../../../src/scoring/findScorer.ts';

/** The mean of a scorer over questions; an input that is absent (not predicted) counts 0. */
export async function meanScore(name: string, inputs: readonly (ScoreInput | undefined)[]): Promise<number> {
  const scorer = await findScorer(name);
  const scores = inputs.map((input) => (input === undefined ? 0 : scorer.score(input)));
  return (
    scores.map((score) => (isApplicable(score) ? score : NaN)).reduce((a, b) => a + b, 0) / inputs.length
  );
}
