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

/** The norm of the passage at `position` is `values[kinds[position]]`: small enough to stay in the processor's cache. */
export interface Norms {
  readonly kinds: Uint8Array | Uint16Array | Uint32Array;
  readonly values: Float64Array;
}

/** @param normOf As `normOfLength`. */
export function lengthNorms(lengths: Uint32Array, normOf: (length: number) => number): Norms {
  const kindOf = new Map<number, number>();
  for (const length of lengths) if (!kindOf.has(length)) kindOf.set(length, kindOf.size);
  const kinds = numbersBelow(kindOf.size, lengths.length);
  for (let position = 0; position < lengths.length; position++) {
    kinds[position] = kindOf.get(lengths[position] ?? 0) ?? 0;
  }
  return { kinds, values: Float64Array.from(kindOf.keys(), (length) => normOf(length)) };
}

function numbersBelow(bound: number, length: number): Norms['kinds'] {
  if (bound <= 2 ** 8) return new Uint8Array(length);
  return bound <= 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
}
