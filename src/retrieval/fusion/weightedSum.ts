import type { Ranked } from '../../ports/passage.ts';
import { fuse } from './fuse.ts';
import { type Normalisation, normalised } from './normalised.ts';

/** The sum of the lists' normalised scores, each times the weight (≥ 0) of its list. */
export function weightedSum(
  lists: readonly (readonly Ranked[])[],
  weights: readonly number[],
  how: Normalisation,
): readonly Ranked[] {
  const ballots = lists.map((list, n) => {
    const weight = weights[n] ?? 0;
    const { scores, absent } = normalised(
      list.map(({ score }) => score),
      how,
    );
    return { list, points: scores.map((score) => weight * score), absent: weight * absent };
  });
  return fuse(ballots);
}
