import type { Ranked } from '../../src/ports/passage.ts';
import type { Retriever } from '../../src/ports/retriever.ts';

/** A list of passages with these ids, best first: scores fall by one from 100, or are those given. */
export function ranking(ids: string | readonly string[], scores?: readonly number[]): readonly Ranked[] {
  return Array.from(ids, (id, rank) => ({
    passage: { id, title: '', text: `text of ${id}` },
    score: scores?.[rank] ?? 100 - rank,
  }));
}

/** The ids of a list in its order. */
export function idsOf(list: readonly Ranked[]): readonly string[] {
  return list.map(({ passage }) => passage.id);
}

/** A retriever with one list; it heeds the signal. */
export function part(
  list: readonly Ranked[],
  fingerprint: Retriever['fingerprint'] = { retriever: 'list' },
): Retriever {
  return {
    fingerprint,
    async search(_query, k, signal) {
      signal.throwIfAborted();
      return list.slice(0, k);
    },
    async [Symbol.asyncDispose]() {},
  };
}
