import { keyedRandom } from '../../../statistics/keyedRandom.ts';
import { shuffle } from '../../../statistics/shuffle.ts';
import type { AtlasKind, Entity, FactValue } from '../entity.ts';
import { between, nth, oneIn, pick } from '../pick.ts';
import type { CountryContext } from './countryContext.ts';
import { count, entity, measure, year } from './values.ts';

const townNouns = ['town', 'town', 'market town', 'port town', 'hill town', 'spa town', 'mill town'];
const longForms = ['the Republic of', 'the Kingdom of', 'the Federation of', 'the Commonwealth of'];

export function buildCountryItself(context: CountryContext): readonly Entity[] {
  const { seed, country, word } = context;
  const random = keyedRandom(seed, 'atlas', 'country', country);
  const name = word('country', 0);
  const alias = `${pick(random, longForms)} ${name}`;
  const facts = new Map<string, FactValue>([
    ['country.capital', entity(country, 'town', 5 + random.below(5))],
    ['country.area', measure(between(random, 180, 6000) * 100, 'square kilometres', 'km²')],
  ]);
  return [{ ...place(context, 'country', 0, name), alias, spellings: [name, alias], facts }];
}

export function buildRegions(context: CountryContext): readonly Entity[] {
  const { seed, country, word } = context;
  const random = keyedRandom(seed, 'atlas', 'region', country);
  return numbers(5).map((n) => {
    const facts = new Map<string, FactValue>([
      ['region.country', entity(country, 'country', 0)],
      ['region.capital', entity(country, 'town', 10 + n)],
      ['region.area', measure(between(random, 1200, 38_000), 'square kilometres', 'km²')],
    ]);
    return { ...place(context, 'region', n, word('region', n)), facts };
  });
}

/** Towns 26 to 29 bear the names of towns 0 to 3, in other regions. The n-th town lies in region n mod 5. */
export function buildTowns(context: CountryContext): readonly Entity[] {
  const { seed, country, word } = context;
  const random = keyedRandom(seed, 'atlas', 'town', country);
  const governed = shuffle(numbers(30), random).slice(0, 12);
  return numbers(30).map((n) => {
    const name = word('town', ((n >= 26 ? n - 26 : n) * 7) % 30);
    const region = word('region', n % 5);
    const facts = new Map<string, FactValue>([
      ['town.region', entity(country, 'region', n % 5)],
      ['town.population', count(between(random, 9, 97) * between(random, 90, 1010) + random.below(89))],
      ['town.founded', year(between(random, 1104, 1789))],
    ]);
    if (!oneIn(random, 3)) facts.set('town.river', entity(country, 'river', random.below(7)));
    if (governed.includes(n)) facts.set('town.mayor', entity(country, 'person', 52 + governed.indexOf(n)));
    const noun = pick(random, townNouns);
    if (n < 4 || n >= 26) {
      const mention = `${name} in ${region}`;
      const spellings = [name, mention, `${name}, ${region}`, `${name} (${region})`];
      const title = `${name} (${region})`;
      return { ...place(context, 'town', n, name), noun, title, mention, spellings, facts };
    }
    const town = { ...place(context, 'town', n, name), noun, facts };
    if (n % 7 !== 4) return town;
    const alias = word('town', ((26 + Math.floor(n / 7)) * 7) % 30);
    return { ...town, alias, spellings: [name, alias] };
  });
}

export function buildRivers(context: CountryContext): readonly Entity[] {
  const { seed, country, word } = context;
  const random = keyedRandom(seed, 'atlas', 'river', country);
  return numbers(7).map((n) => {
    const name = word('river', n);
    const facts = new Map<string, FactValue>([
      ['river.source', entity(country, 'mountain', random.below(6))],
      ['river.length', measure(between(random, 38, 940), 'kilometres', 'km')],
    ]);
    const river = place(context, 'river', n, `River ${name}`);
    const the = `the River ${name}`;
    return { ...river, bare: the, mention: the, spellings: [`River ${name}`, the, name], facts };
  });
}

export function buildMountains(context: CountryContext): readonly Entity[] {
  const { seed, country, word } = context;
  const random = keyedRandom(seed, 'atlas', 'mountain', country);
  return numbers(6).map((n) => {
    const name = word('mountain', n);
    const facts = new Map<string, FactValue>([
      ['mountain.region', entity(country, 'region', random.below(5))],
      ['mountain.height', measure(between(random, 812, 4890), 'metres', 'm')],
    ]);
    const mountain = place(context, 'mountain', n, `Mount ${name}`);
    return { ...mountain, spellings: [`Mount ${name}`, name], facts };
  });
}

export function buildUniversities(context: CountryContext): readonly Entity[] {
  const { seed, country, word } = context;
  const random = keyedRandom(seed, 'atlas', 'university', country);
  const seats = shuffle(numbers(30), random);
  return numbers(4).map((n) => {
    const facts = new Map<string, FactValue>([
      ['university.town', entity(country, 'town', nth(seats, n))],
      ['university.founded', year(between(random, 1588, 1836))],
    ]);
    const university = place(context, 'university', n, `${word('thing', n)} University`);
    return { ...university, facts };
  });
}

/** An entity without facts whose one name is unique. */
export function place({ country }: CountryContext, kind: AtlasKind, n: number, name: string): Entity {
  return {
    ref: { country, kind, n },
    title: name,
    bare: name,
    mention: name,
    short: `the ${kind}`,
    pronoun: 'it',
    noun: kind,
    spellings: [name],
    facts: new Map(),
  };
}

export function numbers(length: number): readonly number[] {
  return Array.from({ length }, (_, n) => n);
}
