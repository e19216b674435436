import type { AtlasWorld } from '../atlasWorld.ts';
import type { AtlasKind, Entity } from '../entity.ts';
import { countryWords } from '../naming/countryWords.ts';
import { buildCompanies } from './companies.ts';
import type { CountryContext } from './countryContext.ts';
import { buildEvents } from './events.ts';
import { buildPeople } from './people.ts';
import {
  buildCountryItself,
  buildMountains,
  buildRegions,
  buildRivers,
  buildTowns,
  buildUniversities,
} from './places.ts';
import { buildBooks, buildFilms, buildSongs } from './works.ts';

/** A country's entities of a kind, made when first asked for. They name other entities without looking at them. */
export type Country = (kind: AtlasKind) => readonly Entity[];

const builders: Readonly<Record<AtlasKind, (context: CountryContext) => readonly Entity[]>> = {
  country: buildCountryItself,
  region: buildRegions,
  town: buildTowns,
  river: buildRivers,
  mountain: buildMountains,
  university: buildUniversities,
  company: buildCompanies,
  person: buildPeople,
  book: buildBooks,
  film: buildFilms,
  song: buildSongs,
  event: buildEvents,
};

export function buildCountry({ seed, names }: AtlasWorld, country: number): Country {
  const context: CountryContext = { seed, country, word: countryWords(seed, country, names) };
  const built = new Map<AtlasKind, readonly Entity[]>();
  return (kind) => {
    const entities = built.get(kind) ?? builders[kind](context);
    built.set(kind, entities);
    return entities;
  };
}
