import type { Gold } from '../../ports/question.ts';
import type { PassageStore } from '../store/passageStore.ts';

/** Where each annotated gold passage of a question stands in a corpus: by id where ids are annotated, else by title. */
export function goldPositions(gold: Gold, store: PassageStore): Promise<readonly (readonly number[])[]> {
  const { passages = [], titles = [] } = gold;
  return passages.length > 0
    ? Promise.all(passages.map((id) => store.positionsOfId(id)))
    : Promise.all(titles.map((title) => store.positionsOfTitle(title)));
}
