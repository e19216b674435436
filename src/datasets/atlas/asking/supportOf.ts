import type { Atlas } from '../openAtlas.ts';
import type { Article, Statement } from '../writing/article.ts';
import type { Support } from './draft.ts';

/**
 * The sentences that a statement rests on: its own and, where it names a person by pseudonym, the one in that
 * person's article that explains it. `undefined` when the world has no such article.
 */
export function supportOf(
  atlas: Atlas,
  article: Article,
  statement: Statement,
): readonly Support[] | undefined {
  const own = { article, sentence: statement.sentence };
  if (!statement.byAlias) return [own];
  const value = article.entity.facts.get(statement.relation);
  const person = value !== undefined && 'entity' in value ? atlas.articleAbout(value.entity) : undefined;
  if (person?.aliasSentence === undefined) return undefined;
  return [own, { article: person, sentence: person.aliasSentence }];
}
