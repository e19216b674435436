import type { AtlasKind, Entity } from '../entity.ts';
import { countryWords } from '../naming/countryWords.ts';
import { buildCompanies } from './companies.ts';
import type { CountryContext } from './countryContext.ts';
import { buildEvents } from './events.ts';
import { buildPeople, namePeople } from './people.ts';
import {
  buildCountryItself,
  buildMountains,
  buildRegions,
  buildRivers,
  buildTowns,
  buildUniversities,
} from './places.ts';
import { buildBooks, buildFilms, buildSongs } from './works.ts';

/** A country's 250 entities, by kind. They name entities of other countries without looking at them. */
export type Country = ReadonlyMap<AtlasKind, readonly Entity[]>;

export function buildCountry(seed: number, country: number): Country {
  const words = countryWords(seed, country);
  const context: CountryContext = { seed, country, word: words };
  const names = namePeople(context);
  return new Map<AtlasKind, readonly Entity[]>([
    ['country', buildCountryItself(context)],
    ['region', buildRegions(context)],
    ['town', buildTowns(context)],
    ['river', buildRivers(context)],
    ['mountain', buildMountains(context)],
    ['university', buildUniversities(context)],
    ['company', buildCompanies(context, names)],
    ['person', buildPeople(context, names)],
    ['book', buildBooks(context)],
    ['film', buildFilms(context)],
    ['song', buildSongs(context)],
    ['event', buildEvents(context)],
  ]);
}
