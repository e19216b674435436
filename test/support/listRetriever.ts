import type { Passage } from '../../src/ports/passage.ts';
import type { Retriever } from '../../src/ports/retriever.ts';

/** Finds the same passages whatever is asked, best first, and keeps the queries. */
export function listRetriever(passages: readonly Passage[]): Retriever & { readonly queries: string[] } {
  const queries: string[] = [];
  return {
    queries,
    fingerprint: { retriever: 'list' },
    search: async (query, k) => {
      queries.push(query);
      return passages.slice(0, k).map((passage, n) => ({ passage, score: passages.length - n }));
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Passages `a`, `b`, … with their letter as title and a sentence of their own. */
export function passagesNamed(...ids: readonly string[]): readonly Passage[] {
  return ids.map((id) => ({ id, title: id.toUpperCase(), text: `Text of ${id}.` }));
}
