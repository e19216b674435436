import type { Hit } from '../bm25/topK.ts';

/** Finds the vectors with the largest dot products. */
export interface VectorSearch extends AsyncDisposable {
  /** At most `k`, best first; equal scores in the order of the corpus. */
  search(query: Float32Array, k: number, signal: AbortSignal): Promise<readonly Hit[]>;
}
