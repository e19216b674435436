import type { CorpusCounts } from './lengthNorms.ts';
import type { Postings } from './postings.ts';
import { stretchShift } from './skips.ts';
import { termNumber } from './termDictionary.ts';

/** The postings of one term of a query. */
export interface QueryList {
  readonly start: number;
  readonly end: number;
  /** How often the query has the term, times the term's inverse frequency. */
  readonly weight: number;
  /** No passage gets more than this from the term, but for the last digits. */
  readonly most: number;
  /** Where its stretches begin in `skips.firsts`; negative: it has none. */
  readonly skipsAt: number;
  readonly shift: number;
}

/**
 * The lists of a query, in the order of its terms. @param normOf The norm of a length, which grows with it.
 */
export function queryLists(
  postings: Postings,
  terms: readonly string[],
  { passages }: CorpusCounts,
  normOf: (length: number) => number,
): readonly QueryList[] {
  const times = new Map<string, number>();
  for (const term of terms) times.set(term, (times.get(term) ?? 0) + 1);
  return [...times].flatMap(([term, count]) => {
    const number = termNumber(postings.terms, term);
    if (number === undefined) return [];
    const start = postings.starts[number] ?? 0;
    const end = postings.starts[number + 1] ?? 0;
    const weight = count * inverseFrequency(passages, end - start);
    const skipsAt = postings.skips.starts[number] ?? 0;
    const long = postings.skips.starts[number + 1] !== skipsAt;
    return [
      {
        start,
        end,
        weight,
        most: weight * largestShare(postings, number, normOf),
        skipsAt: long ? skipsAt : -1,
        shift: stretchShift(end - start, postings.lengths.length),
      },
    ];
  });
}

/** Lucene's idf: natural logarithm, never negative. */
function inverseFrequency(passages: number, holding: number): number {
  return Math.log(1 + (passages - holding + 0.5) / (holding + 0.5));
}

/** The largest `count ÷ (count + norm)` among a term's postings. */
function largestShare(postings: Postings, term: number, normOf: (length: number) => number): number {
  const { peaks, starts, docs, counts, lengths } = postings;
  const from = peaks.starts[term] ?? 0;
  const to = peaks.starts[term + 1] ?? 0;
  let largest = 0;
  for (let pair = from; pair < to; pair++) {
    const count = peaks.pairs[2 * pair] ?? 0;
    largest = Math.max(largest, count / (count + normOf(peaks.pairs[2 * pair + 1] ?? 0)));
  }
  if (to > from) return largest;
  for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) {
    const count = counts[at] ?? 0;
    largest = Math.max(largest, count / (count + normOf(lengths[docs[at] ?? 0] ?? 0)));
  }
  return largest;
}
