import type { Ranked } from '../../ports/passage.ts';
import { fuse } from './fuse.ts';

/**
 * Reciprocal rank fusion: the sum over the lists of `1 ÷ (k + rank)`, ranks from 1; a list without the passage adds
 * nothing. Source: Cormack, Clarke and Büttcher, SIGIR 2009.
 * @param k ≥ 0; 60 in the paper. The larger, the less the first ranks stand out.
 */
export function reciprocalRanks(lists: readonly (readonly Ranked[])[], k: number): readonly Ranked[] {
  return fuse(lists.map((list) => ({ list, points: list.map((_, rank) => 1 / (k + rank + 1)), absent: 0 })));
}
