import type { Ranked } from '../../ports/passage.ts';
import type { Retriever } from '../../ports/retriever.ts';

/** A retriever that searches a query once and holds the list until another query comes. It does not own `retriever`. */
export function heldSearches(retriever: Retriever): Retriever {
  let held: { readonly key: string; readonly found: Promise<readonly Ranked[]> } | undefined;
  return {
    fingerprint: retriever.fingerprint,
    search(query, k, signal) {
      const key = JSON.stringify([query, k]);
      if (held?.key !== key) held = { key, found: retriever.search(query, k, signal) };
      return held.found;
    },
    async [Symbol.asyncDispose]() {},
  };
}
