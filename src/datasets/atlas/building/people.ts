import type { Random } from '../../../ports/random.ts';
import { keyedRandom } from '../../../statistics/keyedRandom.ts';
import { shuffle } from '../../../statistics/shuffle.ts';
import type { Entity, FactValue } from '../entity.ts';
import { scatter } from '../naming/scatter.ts';
import { nth, pick } from '../pick.ts';
import { type CountryContext, homeOrAbroad } from './countryContext.ts';
import { birthYear, eraOfPerson } from './era.ts';
import { numbers } from './places.ts';
import { entity, word, year } from './values.ts';

/** Who does what, by number in the country: the last number of each group, and its occupations. No two groups share one. */
const groups: readonly { readonly last: number; readonly occupations: readonly string[] }[] = [
  { last: 15, occupations: ['novelist', 'playwright', 'essayist', 'journalist', 'poet'] },
  { last: 27, occupations: ['film director'] },
  { last: 39, occupations: ['actor', 'stage actor', 'film actor', 'comedian'] },
  { last: 51, occupations: ['composer', 'singer', 'pianist', 'violinist', 'guitarist'] },
  { last: 63, occupations: ['politician', 'lawyer', 'judge', 'schoolteacher'] },
  { last: 75, occupations: ['industrialist', 'merchant', 'inventor', 'banker', 'engineer'] },
  {
    last: 87,
    occupations: [
      'chemist',
      'botanist',
      'astronomer',
      'historian',
      'mathematician',
      'geologist',
      'surgeon',
      'linguist',
      'painter',
      'sculptor',
      'architect',
      'photographer',
    ],
  },
];

/** A person's names, before there are facts: companies are named after founders. */
export interface PersonName {
  readonly sex: 'female' | 'male';
  readonly given: string;
  readonly surname: string;
}

/** Persons 84 to 87 bear the full names of persons 0, 16, 28 and 40, who do other things. */
export function namePeople({ seed, country, word: invented }: CountryContext): readonly PersonName[] {
  const pairs = scatter(36 * 48, seed, 'people', country);
  return numbers(88).map((n) => {
    const code = pairs(n < 84 ? n : nth([0, 16, 28, 40], n - 84));
    const sex = code % 2 === 0 ? 'female' : 'male';
    const given = invented(sex, Math.floor(code / 36) % 48);
    return { sex, given, surname: invented('surname', code % 36) };
  });
}

export function buildPeople(context: CountryContext): readonly Entity[] {
  const names = namePeople(context);
  const { seed, country } = context;
  const random = keyedRandom(seed, 'atlas', 'person', country);
  const spouses = marry(random, names);
  return names.map((name, n) => {
    const occupation = pick(
      random,
      nth(
        groups,
        groups.findIndex(({ last }) => n <= last),
      ).occupations,
    );
    const facts = new Map<string, FactValue>([
      ['person.occupation', word(occupation)],
      ['person.born', year(birthYear(random, eraOfPerson(n)))],
      ['person.birthplace', entity(homeOrAbroad(context, random), 'town', random.below(30))],
    ]);
    const spouse = spouses.get(n);
    if (spouse !== undefined) facts.set('person.spouse', entity(country, 'person', spouse));
    if (random.below(5) < 3) {
      facts.set('person.education', entity(homeOrAbroad(context, random), 'university', random.below(4)));
    }
    if (random.below(5) < 2) facts.set('person.employer', employer(context, random, n));
    return { ...named(context, n, name, occupation), facts };
  });
}

/** Companies of the person's generation or an earlier one (`eraOfCompany` is n mod 4), or universities for scholars. */
function employer(context: CountryContext, random: Random, n: number): FactValue {
  const country = homeOrAbroad(context, random);
  if (n >= 76 && random.below(2) === 0) return entity(country, 'university', random.below(4));
  return entity(country, 'company', 4 * random.below(7) + random.below(eraOfPerson(n) + 1));
}

/** Couples of one generation and different surnames; only the first of each couple's article tells. */
function marry(random: Random, names: readonly PersonName[]): ReadonlyMap<number, number> {
  const couples = new Map<number, number>();
  for (const era of numbers(4)) {
    const people = shuffle(
      numbers(84).filter((n) => eraOfPerson(n) === era),
      random,
    );
    for (let at = 0; at + 1 < people.length; at += 2) {
      const [a, b] = [nth(people, at), nth(people, at + 1)];
      const differ =
        nth(names, a).sex !== nth(names, b).sex && nth(names, a).surname !== nth(names, b).surname;
      if (differ) couples.set(a, b);
    }
  }
  return couples;
}

function named(context: CountryContext, n: number, name: PersonName, occupation: string): Entity {
  const full = `${name.given} ${name.surname}`;
  const shared = n >= 84 || [0, 16, 28, 40].includes(n);
  const title = shared ? `${full} (${occupation})` : full;
  const mention = shared ? `the ${occupation} ${full}` : full;
  const person: Entity = {
    ref: { country: context.country, kind: 'person', n },
    title,
    bare: full,
    mention,
    short: name.surname,
    pronoun: name.sex === 'female' ? 'she' : 'he',
    noun: occupation,
    spellings: shared ? [full, mention, title] : [full],
    facts: new Map(),
  };
  if (n >= 56 || n % 7 !== 3) return person;
  const alias = context.word('thing', 32 + (n - 3) / 7);
  return { ...person, alias, spellings: [...person.spellings, alias] };
}
