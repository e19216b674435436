import type { Random } from '../../../ports/random.ts';
import type { AtlasKind } from '../entity.ts';
import { articlesPerCountry, perCountry } from '../layout.ts';
import type { Atlas } from '../openAtlas.ts';
import { pick } from '../pick.ts';
import type { Article } from '../writing/article.ts';

/** How often each kind of article is asked about: less unequally than there are articles of each. */
const weights: readonly (readonly [AtlasKind, number])[] = [
  ['person', 4],
  ['company', 3],
  ['town', 2],
  ['book', 2],
  ['film', 2],
  ['song', 2],
  ['event', 2],
  ['river', 1],
  ['mountain', 1],
  ['university', 1],
  ['region', 1],
  ['country', 1],
];
const kinds = weights.flatMap(([kind, weight]) => new Array<AtlasKind>(weight).fill(kind));

/**
 * An article to begin a question with, one of `among` where they are told; any country's own article exists, so one is
 * found in every world.
 */
export function randomArticle(atlas: Atlas, random: Random, among?: readonly Article[]): Article {
  if (among !== undefined) return pick(random, among);
  const countries = Math.ceil(atlas.world.articles / articlesPerCountry);
  let article: Article | undefined;
  while (article === undefined) {
    const kind = pick(random, kinds);
    const ref = { country: random.below(countries), kind, n: random.below(perCountry.get(kind) ?? 1) };
    article = atlas.articleAbout(ref);
  }
  return article;
}
