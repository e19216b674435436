import { findPosting } from './findPosting.ts';
import type { CorpusCounts, Norms } from './lengthNorms.ts';
import type { Postings } from './postings.ts';
import { type QueryList, queryLists } from './queryLists.ts';
import { scoreWindow } from './scoreWindow.ts';
import { type Hit, topK } from './topK.ts';

/** Postings with everything that does not change from query to query. */
export interface Bm25Ranker {
  /** The best `k` passages that hold one of the terms; a term that is repeated counts each time. */
  rank(terms: readonly string[], k: number): readonly Hit[];
}

/** The first windows are small: the k-th best score that they find spares work in all others. */
const firstWindow = 512;
/** Sums of so many passages stay in the processor's cache while the lists are added up. */
const largestWindow = 16_384;
/** Sums in another order differ in their last digits: only what is further below the k-th best score is ruled out. */
const margin = 1 - 1e-9;

/**
 * Exact BM25 as Lucene (8 and later) scores it, in double precision: the sum over the query's terms of
 * `ln(1 + (N − n + 0.5) ÷ (n + 0.5)) · count ÷ (count + norm)`, in the order in which the query has them.
 *
 * MaxScore (Turtle and Flood 1995), window by window: lists that cannot, all together, lift a passage to the k-th best
 * score found so far bring up no passages any more; their shares are added for those that the other lists brought up
 * and that can still get there. Whoever is left is scored again by the formula, so the order of adding up decides
 * nothing.
 */
export function bm25Ranker(
  postings: Postings,
  norms: Norms,
  counts: CorpusCounts,
  normOf: (length: number) => number,
): Bm25Ranker {
  const { kinds, values } = norms;
  const window = scoreWindow(postings, norms, Math.min(largestWindow, kinds.length));
  return {
    rank(terms, k) {
      const lists = queryLists(postings, terms, counts, normOf);
      const byMost = lists.toSorted((a, b) => a.most - b.most);
      const best = topK(k);
      // The first `minor` of the lists cannot bring up a passage: they add at most `rest`.
      let [minor, rest] = [0, 0];
      let size = firstWindow;
      for (let from = 0; from < kinds.length; from += size, size = Math.min(2 * size, largestWindow)) {
        const floor = best.threshold * margin;
        for (const { most } of byMost.slice(minor)) {
          if (rest + most >= floor) break;
          rest += most;
          minor++;
        }
        if (minor === byMost.length) break;
        window.open(from, Math.min(from + size, kinds.length));
        for (const list of byMost.slice(minor)) window.addAll(list);
        let left = rest;
        for (const list of byMost.slice(0, minor).toReversed()) {
          if (window.dropBelow(floor - left) === 0) break;
          window.addToLive(list);
          left -= list.most;
        }
        window.dropBelow(floor);
        for (const position of window.takeLive()) {
          best.offer(position, scoreOf(postings, lists, position, values[kinds[position] ?? 0] ?? 0));
        }
      }
      return best.sorted();
    },
  };
}

function scoreOf(postings: Postings, lists: readonly QueryList[], position: number, norm: number): number {
  let score = 0;
  for (const list of lists) {
    const at = findPosting(postings, list, position);
    if (at === list.end || postings.docs[at] !== position) continue;
    const count = postings.counts[at] ?? 0;
    score += (list.weight * count) / (count + norm);
  }
  return score;
}
