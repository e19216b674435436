import type { Atlas } from '../openAtlas.ts';
import type { Article } from '../writing/article.ts';
import { factOf } from '../writing/nameObject.ts';
import type { Support } from './draft.ts';
import { spellingsOf } from './spellingsOf.ts';

/** A sentence that states a relation's value, for a question that weighs it; without the value where it is named otherwise. */
export function valueSupport(atlas: Atlas, article: Article, relation: string, sentence: number): Support {
  const text = article.passage.sentences[sentence] ?? '';
  const value = spellingsOf(atlas, factOf(article.entity, relation)).find((spelling) =>
    text.includes(spelling),
  );
  return { article, sentence, ...(value === undefined ? {} : { value }) };
}
