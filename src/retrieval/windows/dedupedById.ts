import type { Retriever } from '../../ports/retriever.ts';
import { firstOfEachId } from './firstOfEachId.ts';

/**
 * A retriever whose lists hold an id once, at its best rank, cut at k after that: it asks `retriever` for more until
 * there are k different ids or no more passages. It owns `retriever`.
 */
export function dedupedById(retriever: Retriever): Retriever {
  return {
    fingerprint: retriever.fingerprint,
    async search(query, k, signal, served) {
      for (let asked = 2 * k; ; asked *= 2) {
        const found = await retriever.search(query, asked, signal, served);
        const distinct = firstOfEachId(found);
        if (distinct.length >= k || found.length < asked) return distinct.slice(0, k);
      }
    },
    [Symbol.asyncDispose]: () => retriever[Symbol.asyncDispose](),
  };
}
