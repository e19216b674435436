import type { Passage } from '../../ports/passage.ts';
import type { Gold, Question } from '../../ports/question.ts';
import type { PassageStore } from '../../retrieval/store/passageStore.ts';

/**
 * The annotated gold passages of a question: from the corpus that is searched, else from its own context; one of each
 * page, that which `holds` an answer where several of a title are there. Empty where some are not at hand, `undefined`
 * where none are annotated.
 */
export async function goldPassagesOf(
  { gold, context = [] }: Question,
  holds: (passage: Passage) => boolean,
  store: PassageStore | undefined,
): Promise<readonly Passage[] | undefined> {
  if (gold.passages === undefined && gold.titles === undefined) return undefined;
  const stored = store === undefined ? [] : await passagesOf(gold, store);
  return allOf(gold, stored, holds) ?? allOf(gold, context, holds) ?? [];
}

async function passagesOf({ passages = [], titles = [] }: Gold, store: PassageStore) {
  const positions = await Promise.all([
    ...passages.map((id) => store.positionsOfId(id)),
    ...titles.map((title) => store.positionsOfTitle(title)),
  ]);
  return store.passagesAt([...new Set(positions.flat())]);
}

/** Ids say more than titles. */
function allOf(
  { passages: ids, titles }: Gold,
  among: readonly Passage[],
  holds: (passage: Passage) => boolean,
): readonly Passage[] | undefined {
  const byId = ids?.flatMap((id) => among.find((passage) => passage.id === id) ?? []);
  if (byId !== undefined && byId.length === ids?.length) return byId;
  const byTitle = titles?.flatMap((title) => {
    const alike = among.filter((passage) => passage.title === title);
    return alike.find(holds) ?? alike[0] ?? [];
  });
  return byTitle?.length === titles?.length ? byTitle : undefined;
}
