import type { Passage } from '../../ports/passage.ts';
import type { PassageStore } from '../store/passageStore.ts';
import type { Pool } from './poolPassages.ts';

/** Passages read from the store at once. */
const batch = 256;

/** The passages of a pool as records of a corpus, in the corpus' order, each with the mark. */
export async function* poolRecords(
  { positions }: Pool,
  store: PassageStore,
  mark: string,
): AsyncGenerator<Passage & { readonly pooled: string }> {
  for (let from = 0; from < positions.length; from += batch) {
    for (const passage of await store.passagesAt(positions.slice(from, from + batch))) {
      yield { ...passage, pooled: mark };
    }
  }
}
