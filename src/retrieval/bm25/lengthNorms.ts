import type { Bm25Parameters } from './bm25Settings.ts';
import { luceneLength } from './luceneLength.ts';

/** What BM25 knows of a whole corpus. As in Lucene, passages without any term do not count. */
export interface CorpusCounts {
  readonly passages: number;
  readonly averageLength: number;
}

export function corpusCounts(lengths: Uint32Array): CorpusCounts {
  let passages = 0;
  let terms = 0;
  for (const length of lengths) {
    if (length > 0) passages++;
    terms += length;
  }
  return { passages, averageLength: passages === 0 ? 0 : terms / passages };
}

/**
 * `k1 (1 − b + b · length ÷ average)`: all of a score's denominator but the term's count. It never falls as the length
 * grows.
 */
export function normOfLength(
  { k1, b, lengths: kind }: Bm25Parameters,
  { averageLength }: CorpusCounts,
): (length: number) => number {
  const lengthSeen = kind === 'exact' ? (length: number): number => length : luceneLength;
  return (length) => k1 * (1 - b + (b * lengthSeen(length)) / averageLength);
}

/** The norm of each passage. */
export function lengthNorms(lengths: Uint32Array, normOf: (length: number) => number): Float64Array {
  const norms = new Float64Array(lengths.length);
  for (let position = 0; position < lengths.length; position++)
    norms[position] = normOf(lengths[position] ?? 0);
  return norms;
}
