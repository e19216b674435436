import type { Score, ScoreInput } from '../../../src/ports/scorer.ts';
import { findScorer } from '../../../src/scoring/findScorer.ts';

/** Scores one record by the scorer's name, as `ragstone` does. */
export async function scoreOf(name: string, input: ScoreInput): Promise<Score> {
  const scorer = await findScorer(name);
  return scorer.score(input);
}
