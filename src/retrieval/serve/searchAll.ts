import { setImmediate } from 'node:timers/promises';

import type { Ranked } from '../../ports/passage.ts';
import type { Retriever } from '../../ports/retriever.ts';
import type { AskedSearch } from './readSearch.ts';

/** Queries of one request that are searched at once. */
const lanes = 8;

/** One list a query, in the order asked. Between two searches everything else gets its turn. */
export async function searchAll(
  retriever: Retriever,
  { queries, k }: AskedSearch,
  signal: AbortSignal,
): Promise<readonly (readonly Ranked[])[]> {
  const lists: (readonly Ranked[])[] = [];
  const waiting = queries.entries();
  const work = async (): Promise<void> => {
    for (const [n, query] of waiting) {
      signal.throwIfAborted();
      lists[n] = await retriever.search(query, k, signal);
      await setImmediate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, queries.length) }, work));
  return lists;
}
