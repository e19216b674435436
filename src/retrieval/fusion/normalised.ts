/** How the scores of a list are made comparable with those of another. */
export type Normalisation = 'min-max' | 'z';

/** The scores of a list on a common scale, and what a passage that the list lacks counts. */
export interface Normalised {
  readonly scores: readonly number[];
  readonly absent: number;
}

/**
 * `min-max`: (score − lowest) ÷ (highest − lowest), 0 to 1; where all are equal, 1. What the list lacks counts 0, as
 * its last passage does.
 * `z`: (score − mean) ÷ standard deviation (over n); where all are equal, 0. What the list lacks counts as its last
 * passage.
 * An empty list says nothing: 0 for all.
 */
export function normalised(scores: readonly number[], how: Normalisation): Normalised {
  if (scores.length === 0) return { scores, absent: 0 };
  return how === 'min-max' ? minMax(scores) : standardised(scores);
}

function minMax(scores: readonly number[]): Normalised {
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  // Not 0: one passage found by a rare word would count as little as one that was not found.
  if (low === high) return { scores: scores.map(() => 1), absent: 0 };
  return { scores: scores.map((score) => (score - low) / (high - low)), absent: 0 };
}

function standardised(scores: readonly number[]): Normalised {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  // Of equal scores, rounding may leave a variance that is not quite 0.
  if (Math.min(...scores) === Math.max(...scores)) return { scores: scores.map(() => 0), absent: 0 };
  const own = scores.map((score) => (score - mean) / Math.sqrt(variance));
  return { scores: own, absent: Math.min(...own) };
}
