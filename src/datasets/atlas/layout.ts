import type { AtlasKind, EntityRef } from './entity.ts';
import { RagstoneError } from '../../errors.ts';

/** How many articles of each kind a country has, in the order of its articles: 250 in all. */
export const perCountry: ReadonlyMap<AtlasKind, number> = new Map([
  ['country', 1],
  ['region', 5],
  ['town', 30],
  ['river', 7],
  ['mountain', 6],
  ['university', 4],
  ['company', 28],
  ['person', 88],
  ['book', 28],
  ['film', 24],
  ['song', 16],
  ['event', 13],
]);

export const articlesPerCountry = 250;

/** Countries form continents of this size; what is abroad lies on the same continent. Each speaks its own language. */
export const countriesPerContinent = 8;

/** The entity that article `index` is about. */
export function refOf(index: number): EntityRef {
  const country = Math.floor(index / articlesPerCountry);
  let n = index % articlesPerCountry;
  for (const [kind, count] of perCountry) {
    if (n < count) return { country, kind, n };
    n -= count;
  }
  throw new RagstoneError('internal', `No entity belongs to article ${index}.`, { input: index });
}

/** The number of the article about an entity. */
export function indexOf(ref: EntityRef): number {
  let index = ref.country * articlesPerCountry + ref.n;
  for (const [kind, count] of perCountry) {
    if (kind === ref.kind) return index;
    index += count;
  }
  throw new RagstoneError('internal', `No article belongs to a ${ref.kind}.`, { input: ref });
}
