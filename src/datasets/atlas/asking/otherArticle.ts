import type { Random } from '../../../ports/random.ts';
import type { Entity } from '../entity.ts';
import { articlesPerCountry, perCountry } from '../layout.ts';
import type { Atlas } from '../openAtlas.ts';
import { pick } from '../pick.ts';
import type { Article } from '../writing/article.ts';

/**
 * An article about another entity of the same kind, half of the time in the same country, if there is one; one of
 * `among` where they are told.
 */
export function otherArticle(
  atlas: Atlas,
  random: Random,
  article: Article,
  among?: readonly Article[],
): Article | undefined {
  const { kind, country } = article.entity.ref;
  if (among !== undefined) {
    const others = among.filter(({ index, entity }) => index !== article.index && entity.ref.kind === kind);
    return others.length === 0 ? undefined : pick(random, others);
  }
  const countries = Math.ceil(atlas.world.articles / articlesPerCountry);
  const other = atlas.articleAbout({
    country: random.below(2) === 0 ? country : random.below(countries),
    kind,
    n: random.below(perCountry.get(kind) ?? 1),
  });
  return other === undefined || other.index === article.index ? undefined : other;
}

/** The other entities of the same kind and country. */
export function compatriots(atlas: Atlas, { ref }: Entity): readonly Entity[] {
  return Array.from({ length: perCountry.get(ref.kind) ?? 1 }, (_, n) => atlas.entity({ ...ref, n })).filter(
    (other) => other.ref.n !== ref.n,
  );
}
