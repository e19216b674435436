import { keyedRandom } from '../../../statistics/keyedRandom.ts';
import type { Random } from '../../../ports/random.ts';
import type { AtlasKind, Entity, FactValue } from '../entity.ts';
import { between, nth, pick } from '../pick.ts';
import { type CountryContext, homeOrAbroad } from './countryContext.ts';
import { activeYear, eraOfPerson } from './era.ts';
import { numbers, place } from './places.ts';
import { storyTitles, songTitles } from './titles.ts';
import { entity, measure, year } from './values.ts';

/** Films 0 to 9 adapt and are titled as books 0 to 9, whose authors' generation is over before there are films. */
const adapted = 10;

/** Publishers are of an earlier generation than the author (company n is of generation n mod 4), so they exist in time. */
export function buildBooks(context: CountryContext): readonly Entity[] {
  const { seed, country } = context;
  const random = keyedRandom(seed, 'atlas', 'book', country);
  return titleStories(context)
    .slice(0, 28)
    .map((title, n) => {
      const author = n < adapted ? 4 * random.below(4) : random.below(16);
      const era = eraOfPerson(author);
      const facts = new Map<string, FactValue>([
        ['book.author', entity(country, 'person', author)],
        ['book.published', year(activeYear(random, era))],
      ]);
      const publishers = numbers(6).filter((company) => company % 4 < era);
      if (publishers.length > 0) {
        const publisher = entity(homeOrAbroad(context, random), 'company', pick(random, publishers));
        facts.set('book.publisher', publisher);
      }
      return {
        ...work(context, 'book', n, title, pick(random, ['novel', 'novel', 'play', 'novella'])),
        facts,
      };
    });
}

export function buildFilms(context: CountryContext): readonly Entity[] {
  const { seed, country } = context;
  const random = keyedRandom(seed, 'atlas', 'film', country);
  const titles = titleStories(context);
  return numbers(24).map((n) => {
    const director = 16 + random.below(12);
    const era = eraOfPerson(director);
    const facts = new Map<string, FactValue>([
      ['film.director', entity(country, 'person', director)],
      ['film.released', year(activeYear(random, era))],
      ['film.star', entity(homeOrAbroad(context, random), 'person', pick(random, contemporaries(28, era)))],
      ['film.length', measure(between(random, 68, 187), 'minutes', 'min')],
    ]);
    if (n < adapted) facts.set('film.book', entity(country, 'book', n));
    return { ...work(context, 'film', n, nth(titles, n < adapted ? n : 28 + n - adapted), 'film'), facts };
  });
}

export function buildSongs(context: CountryContext): readonly Entity[] {
  const { seed, country } = context;
  const random = keyedRandom(seed, 'atlas', 'song', country);
  const titles = drawTitles(context, random, songTitles, 16);
  return titles.map((title, n) => {
    const performer = 40 + random.below(12);
    const era = eraOfPerson(performer);
    const composer = pick(
      random,
      contemporaries(40, era).filter((other) => other !== performer),
    );
    const facts = new Map<string, FactValue>([
      ['song.performer', entity(country, 'person', performer)],
      ['song.composer', entity(homeOrAbroad(context, random), 'person', composer)],
      ['song.released', year(activeYear(random, era))],
    ]);
    return { ...work(context, 'song', n, title, 'song'), facts };
  });
}

/** Those of the twelve people from `first` on who are of a generation from 1 to 3. */
function contemporaries(first: number, era: number): readonly number[] {
  return numbers(12)
    .map((n) => first + n)
    .filter((n) => eraOfPerson(n) === era);
}

/** The titles of the country's books (28), then of those films that are not adapted from one (14). */
function titleStories(context: CountryContext): readonly string[] {
  const random = keyedRandom(context.seed, 'atlas', 'titles', context.country);
  return drawTitles(context, random, storyTitles, 28 + 24 - adapted);
}

function drawTitles(
  { word }: CountryContext,
  random: Random,
  patterns: readonly string[],
  length: number,
): readonly string[] {
  const drawn = new Set<string>();
  while (drawn.size < length) {
    drawn.add(pick(random, patterns).replace('*', word('thing', random.below(32))));
  }
  return [...drawn];
}

/** A book and a film of one title are told apart by what they are. */
function work(context: CountryContext, kind: AtlasKind, n: number, name: string, noun: string): Entity {
  const alone = place(context, kind, n, name);
  const basic = { ...alone, noun, short: `the ${noun}` };
  if (kind === 'song' || n >= adapted) return basic;
  const title = `${name} (${noun})`;
  const mention = `the ${noun} ${name}`;
  return { ...basic, title, mention, spellings: [name, mention, title] };
}
