import type { Hit } from '../bm25/topK.ts';
import type { StoredVectors } from './storedVectors.ts';

/** A part of an index' vectors, and how many of their bytes may stay in memory. */
export interface ScanRange {
  readonly vectors: StoredVectors;
  readonly from: number;
  readonly to: number;
  readonly heldBytes: number;
}

export interface ScanQuery {
  readonly vector: Float32Array;
  readonly k: number;
}

/** Searches a range for several queries at once: each vector is read once for all of them. */
export interface RangeScan extends Disposable {
  /** For each query its `k` best, best first; equal scores in the order of the corpus. */
  search(queries: readonly ScanQuery[]): readonly (readonly Hit[])[];
}
