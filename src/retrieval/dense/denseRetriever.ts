import type { Passage, Ranked } from '../../ports/passage.ts';
import type { Retriever } from '../../ports/retriever.ts';
import { type Encoder, refuseOtherLength } from './encoder.ts';
import type { VectorSearch } from './vectorSearch.ts';

/** Vectors, the passages behind them, and what makes vectors of queries. */
export interface DenseIndex {
  readonly fingerprint: Readonly<Record<string, string | number>>;
  readonly dimensions: number;
  readonly encoder: Encoder;
  readonly search: VectorSearch;
  /** Throws when the encoder is not the one that made the vectors; asked once, at the first search. */
  checkEncoder(): Promise<void>;
  passagesAt(positions: readonly number[]): Promise<readonly Passage[]>;
}

/**
 * Searches with the vector of the query; a score is a dot product, negative ones included. A query without any text
 * finds nothing. Owns the search, not the passages.
 */
export function denseRetriever(index: DenseIndex): Retriever {
  const { fingerprint, dimensions, encoder, search } = index;
  let checked: Promise<void> | undefined;
  const check = async (): Promise<void> => {
    checked ??= index.checkEncoder();
    try {
      await checked;
    } catch (error) {
      checked = undefined;
      throw error;
    }
  };
  return {
    fingerprint,
    async search(query, k, signal, served) {
      signal.throwIfAborted();
      if (query.trim() === '') return [];
      await check();
      signal.throwIfAborted();
      const embedded = await encoder.embed([query], 'query', signal);
      served?.(embedded.served);
      const vector = embedded.vectors[0] ?? new Float32Array();
      refuseOtherLength(vector, dimensions);
      const hits = await search.search(vector, k, signal);
      signal.throwIfAborted();
      const passages = await index.passagesAt(hits.map(({ position }) => position));
      return passages.map((passage, rank): Ranked => ({ passage, score: hits[rank]?.score ?? 0 }));
    },
    [Symbol.asyncDispose]: () => search[Symbol.asyncDispose](),
  };
}
