import type { CorpusCounts } from './lengthNorms.ts';
import type { Postings } from './postings.ts';
import { termNumber } from './termDictionary.ts';
import { type Hit, topK } from './topK.ts';

/** Postings with everything that does not change from query to query. */
export interface Bm25Ranker {
  /** The best `k` passages that hold one of the terms; a term that is repeated counts each time. */
  rank(terms: readonly string[], k: number): readonly Hit[];
}

/** Scores of this many passages stay in the processor's cache while all terms are added up. */
const blockSize = 16_384;

/**
 * Exact BM25 as Lucene (8 and later) scores it, in double precision: the sum over the query's terms of
 * `ln(1 + (N − n + 0.5) ÷ (n + 0.5)) · count ÷ (count + norm)`, term after term, for one block of passages at a time.
 */
export function bm25Ranker(postings: Postings, norms: Float64Array, { passages }: CorpusCounts): Bm25Ranker {
  const scores = new Float64Array(Math.min(blockSize, norms.length));
  return {
    rank(terms, k) {
      const lists = queryLists(postings, terms, passages);
      const best = topK(k);
      for (let from = 0; lists.length > 0 && from < norms.length; from += blockSize) {
        const to = Math.min(from + blockSize, norms.length);
        for (const list of lists) addScores(postings, norms, list, scores, from, to);
        offerBlock(scores, from, to, best);
      }
      return best.sorted();
    },
  };
}

/** The postings of one query term that are still to be read. */
interface QueryList {
  next: number;
  readonly end: number;
  readonly weight: number;
}

function queryLists(postings: Postings, terms: readonly string[], passages: number): readonly QueryList[] {
  const times = new Map<string, number>();
  for (const term of terms) times.set(term, (times.get(term) ?? 0) + 1);
  return [...times].flatMap(([term, count]) => {
    const number = termNumber(postings.terms, term);
    if (number === undefined) return [];
    const next = postings.starts[number] ?? 0;
    const end = postings.starts[number + 1] ?? 0;
    return [{ next, end, weight: count * inverseFrequency(passages, end - next) }];
  });
}

/** Lucene's idf: natural logarithm, never negative. */
function inverseFrequency(passages: number, holding: number): number {
  return Math.log(1 + (passages - holding + 0.5) / (holding + 0.5));
}

function addScores(
  { docs, counts }: Postings,
  norms: Float64Array,
  list: QueryList,
  scores: Float64Array,
  from: number,
  to: number,
): void {
  const { end, weight } = list;
  let at = list.next;
  for (; at < end; at++) {
    const position = docs[at] ?? 0;
    if (position >= to) break;
    const count = counts[at] ?? 0;
    scores[position - from] =
      (scores[position - from] ?? 0) + (weight * count) / (count + (norms[position] ?? 0));
  }
  list.next = at;
}

/** Offers every score of the block and leaves zeros behind. */
function offerBlock(scores: Float64Array, from: number, to: number, best: ReturnType<typeof topK>): void {
  let { threshold } = best;
  for (let position = from; position < to; position++) {
    const score = scores[position - from] ?? 0;
    if (score > threshold) {
      best.offer(position, score);
      ({ threshold } = best);
    }
  }
  scores.fill(0);
}
