import type { Passage } from '../../src/ports/passage.ts';
import type { Retriever } from '../../src/ports/retriever.ts';

/** Finds for each query what a test tells it to (ids, with scores where they matter), and keeps the queries. */
export function queryRetriever(
  passages: readonly Passage[],
  finds: (query: string) => readonly (string | readonly [id: string, score: number])[],
): Retriever & { readonly queries: string[] } {
  const queries: string[] = [];
  return {
    queries,
    fingerprint: { retriever: 'query' },
    search: async (query, k) => {
      queries.push(query);
      return finds(query)
        .slice(0, k)
        .map((found, rank) => {
          const [id, score] = typeof found === 'string' ? [found, -rank] : found;
          const passage = passages.find((each) => each.id === id);
          if (passage === undefined) throw new Error(`The test has no passage ${id}.`);
          return { passage, score };
        });
    },
    [Symbol.asyncDispose]: async () => {},
  };
}
