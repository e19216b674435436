import type { Question } from '../../ports/question.ts';
import type { PassageStore } from '../../retrieval/store/passageStore.ts';

/**
 * The share of annotated gold passages that a corpus holds, from 0 to 1: by id where ids are annotated, else by
 * title. `undefined` where nothing is annotated.
 */
export async function goldShare(
  questions: AsyncIterable<Question>,
  store: PassageStore,
): Promise<number | undefined> {
  let [annotated, held] = [0, 0];
  for await (const { gold } of questions) {
    const byId = gold.passages !== undefined && gold.passages.length > 0;
    const wanted = byId ? gold.passages : (gold.titles ?? []);
    for (const each of wanted) {
      const found = byId ? await store.positionsOfId(each) : await store.positionsOfTitle(each);
      annotated += 1;
      if (found.length > 0) held += 1;
    }
  }
  return annotated === 0 ? undefined : held / annotated;
}
