import { type Country, buildCountry } from './building/buildCountry.ts';
import { type AtlasWorld, checkAtlasWorld } from './atlasWorld.ts';
import type { Entity, EntityRef } from './entity.ts';
import { countriesPerContinent, indexOf, refOf } from './layout.ts';
import { nth } from './pick.ts';
import type { Article } from './writing/article.ts';
import { writeArticle } from './writing/writeArticle.ts';

/** Access to any part of a world; keeps the countries last used, never the world. */
export interface Atlas {
  readonly world: AtlasWorld;
  entity(ref: EntityRef): Entity;
  /** The article with a number from 0 to `world.articles` − 1. */
  article(index: number): Article;
  /** The article about an entity, if the world is large enough to have it. */
  articleAbout(ref: EntityRef): Article | undefined;
}

/** Two continents: writing articles in order builds each country once. */
const countriesKept = 2 * countriesPerContinent;

/** @throws RagstoneError `usage` when the world's numbers are out of range. */
export function openAtlas(world: AtlasWorld): Atlas {
  checkAtlasWorld(world);
  const kept = new Map<number, Country>();

  const country = (number: number): Country => {
    const found = kept.get(number) ?? buildCountry(world, number);
    kept.delete(number);
    kept.set(number, found);
    const [oldest] = kept.keys();
    if (kept.size > countriesKept && oldest !== undefined) kept.delete(oldest);
    return found;
  };
  const entity = (ref: EntityRef): Entity => nth(country(ref.country)(ref.kind), ref.n);
  const article = (index: number): Article => writeArticle(world, entity(refOf(index)), entity);
  return {
    world,
    entity,
    article,
    articleAbout: (ref) => (indexOf(ref) < world.articles ? article(indexOf(ref)) : undefined),
  };
}
