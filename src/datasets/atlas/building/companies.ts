import { keyedRandom } from '../../../statistics/keyedRandom.ts';
import type { Entity, FactValue } from '../entity.ts';
import { between, nth, pick } from '../pick.ts';
import { type CountryContext, homeOrAbroad } from './countryContext.ts';
import { activeYear } from './era.ts';
import { namePeople } from './people.ts';
import { numbers, place } from './places.ts';
import { count, entity, word, year } from './values.ts';

/** What a company makes, and what it may be called after its proper name. */
const industries: readonly { readonly industry: string; readonly names: readonly string[] }[] = [
  { industry: 'publishing', names: ['Press', 'House', 'Editions'] },
  { industry: 'textile', names: ['Mills', 'Weavers', 'Looms'] },
  { industry: 'shipbuilding', names: ['Yards', 'Docks', 'Marine'] },
  { industry: 'mining', names: ['Minerals', 'Pits', 'Group'] },
  { industry: 'insurance', names: ['Mutual', 'Trust', 'Group'] },
  { industry: 'brewing', names: ['and Sons', 'Cellars', 'Works'] },
  { industry: 'watchmaking', names: ['Instruments', 'and Daughters', 'Works'] },
  { industry: 'furniture', names: ['Interiors', 'Works', 'and Sons'] },
  { industry: 'chemical', names: ['Laboratories', 'Works', 'Group'] },
  { industry: 'railway', names: ['Lines', 'Northern', 'Southern'] },
  { industry: 'glass', names: ['Works', 'Kilns', 'and Company'] },
  { industry: 'paper', names: ['Mills', 'and Company', 'Works'] },
  { industry: 'electronics', names: ['Systems', 'Instruments', 'Laboratories'] },
  { industry: 'food', names: ['and Company', 'Provisions', 'Group'] },
];

/**
 * Companies 0 to 5 publish books. The founder of company n is founder n mod 12 of the country, whose generation is
 * n mod 4. Some are named after their founder, the others share their first word with works and events.
 */
export function buildCompanies(context: CountryContext): readonly Entity[] {
  const people = namePeople(context);
  const { seed, country, word: invented } = context;
  const random = keyedRandom(seed, 'atlas', 'company', country);
  const taken = new Set<string>();
  return numbers(28).map((n) => {
    const founder = 64 + (n % 12);
    const { industry, names } = n < 6 ? nth(industries, 0) : pick(random, industries.slice(1));
    let name = '';
    do {
      const first =
        random.below(3) === 0 ? nth(people, founder).surname : invented('thing', random.below(32));
      name = `${first} ${pick(random, names)}`;
    } while (taken.has(name));
    taken.add(name);
    const facts = new Map<string, FactValue>([
      ['company.industry', word(industry)],
      ['company.founder', entity(country, 'person', founder)],
      ['company.founded', year(activeYear(random, n % 4))],
      ['company.headquarters', entity(homeOrAbroad(context, random), 'town', random.below(30))],
      ['company.employees', count(between(random, 5, 99) * between(random, 8, 240) + random.below(17))],
    ]);
    return { ...place(context, 'company', n, name), facts };
  });
}
