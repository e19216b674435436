import type { Draft } from '../../datasets/atlas/asking/draft.ts';
import type { Article } from '../../datasets/atlas/writing/article.ts';
import { keywordOf } from './keywords.ts';

/** One step of a question: the article that it needs, and the name by which it is known then. */
export interface Hop {
  readonly article: Article;
  readonly name: string;
  readonly keyword: string;
}

/**
 * The articles that a question needs, in the order in which they can be asked for. The second of a bridge is named as
 * the first article names it, by pseudonym where it does.
 */
export function hopsOf({ kind, relation, support }: Draft): readonly Hop[] {
  const [first, second] = relation.split(' > ');
  const articles = [...new Map(support.map(({ article }) => [article.index, article])).values()];
  return articles.map((article, at): Hop => {
    const bridged = kind === 'bridge' && at > 0;
    const keyword = keywordOf((bridged ? second : first) ?? '');
    const { mention, alias } = article.entity;
    const byAlias = bridged && namesByAlias(support[0]?.article, first ?? '');
    return { article, name: byAlias ? (alias ?? mention) : mention, keyword };
  });
}

function namesByAlias(article: Article | undefined, relation: string): boolean {
  return article?.statements.some((said) => said.relation === relation && said.byAlias) === true;
}
