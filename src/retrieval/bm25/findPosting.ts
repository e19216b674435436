import type { Postings } from './postings.ts';
import type { QueryList } from './queryLists.ts';

/** Below so many postings, looking at each is faster than halving. */
const fewPostings = 8;

/** The first posting of a list whose passage is `position` or comes after it; `list.end` when there is none. */
export function findPosting({ docs, skips }: Postings, list: QueryList, position: number): number {
  const { start, skipsAt } = list;
  let low = start;
  let high = list.end;
  if (skipsAt >= 0) {
    const stretch = skipsAt + (position >>> list.shift);
    low = start + (skips.firsts[stretch] ?? 0);
    high = start + (skips.firsts[stretch + 1] ?? 0);
  }
  while (high - low > fewPostings) {
    // Positions of postings can lie beyond 2^31.
    const middle = Math.floor((low + high) / 2);
    if ((docs[middle] ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  while (low < high && (docs[low] ?? 0) < position) low++;
  return low;
}
