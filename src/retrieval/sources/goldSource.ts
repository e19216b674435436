import type { Passage } from '../../ports/passage.ts';
import type { Question } from '../../ports/question.ts';
import type { Source } from '../../ports/retriever.ts';
import type { PassageStore } from '../store/passageStore.ts';
import { listRetriever } from './listRetriever.ts';

/**
 * The question's gold passages in the order of their annotation, whatever the query, with falling scores (the number
 * of passages, down to 1). Passages annotated by id come from the corpus; those annotated by title from the
 * question's context or else from the corpus, all passages of that title. `undefined` where nothing is annotated, or
 * nothing of it is at hand.
 * @param store The native corpus, where there is one.
 */
export function goldSource(store?: PassageStore): Source {
  return {
    scope: 'question',
    of: 'gold',
    async forQuestion(question) {
      const passages = await goldPassages(question, store);
      if (passages.length === 0) return undefined;
      const ranked = passages.map((passage, rank) => ({ passage, score: passages.length - rank }));
      return listRetriever({ source: 'gold' }, async (k) => ranked.slice(0, k));
    },
  };
}

async function goldPassages({ gold, context }: Question, store?: PassageStore): Promise<readonly Passage[]> {
  if (gold.passages !== undefined && store !== undefined) {
    const found = await Promise.all(gold.passages.map((id) => store.positionsOfId(id)));
    if (found.some((positions) => positions.length > 0)) return store.passagesAt(found.flat());
  }
  const pages = (gold.titles ?? []).map(async (title) => {
    const own = (context ?? []).filter((passage) => passage.title === title);
    if (own.length > 0 || store === undefined) return own;
    return store.passagesAt(await store.positionsOfTitle(title));
  });
  return (await Promise.all(pages)).flat();
}
