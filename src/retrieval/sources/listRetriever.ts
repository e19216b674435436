import type { Ranked } from '../../ports/passage.ts';
import type { Retriever } from '../../ports/retriever.ts';

/** A retriever that answers every query with the same list, cut at k. */
export function listRetriever(
  fingerprint: Readonly<Record<string, string | number>>,
  list: (k: number) => Promise<readonly Ranked[]>,
): Retriever {
  return {
    fingerprint,
    async search(_query, k, signal) {
      signal.throwIfAborted();
      return list(k);
    },
    async [Symbol.asyncDispose]() {},
  };
}
