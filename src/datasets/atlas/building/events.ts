import { keyedRandom } from '../../../statistics/keyedRandom.ts';
import type { Entity, FactValue } from '../entity.ts';
import { pick } from '../pick.ts';
import { type CountryContext, homeOrAbroad } from './countryContext.ts';
import { activeYear, eraOfPerson } from './era.ts';
import { numbers, place } from './places.ts';
import { entity, year } from './values.ts';

const eventNouns = ['exhibition', 'congress', 'regatta', 'festival', 'fair', 'tournament', 'conference'];

export function buildEvents(context: CountryContext): readonly Entity[] {
  const { seed, country, word } = context;
  const random = keyedRandom(seed, 'atlas', 'event', country);
  const taken = new Set<string>();
  return numbers(13).map((n) => {
    let name = '';
    let noun = '';
    do {
      noun = pick(random, eventNouns);
      name = `${word('thing', random.below(32))} ${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
    } while (taken.has(name));
    taken.add(name);
    const organiser = random.below(88);
    const facts = new Map<string, FactValue>([
      ['event.place', entity(homeOrAbroad(context, random), 'town', random.below(30))],
      ['event.year', year(activeYear(random, eraOfPerson(organiser)))],
      ['event.organiser', entity(homeOrAbroad(context, random), 'person', organiser)],
    ]);
    const the = `the ${name}`;
    const event = place(context, 'event', n, name);
    return { ...event, bare: the, mention: the, noun, short: `the ${noun}`, spellings: [name, the], facts };
  });
}
