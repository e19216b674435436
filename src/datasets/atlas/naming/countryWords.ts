import { countriesPerContinent } from '../layout.ts';
import { nth } from '../pick.ts';
import { inventedWord, type StemLength, wordSpace } from './inventedWord.ts';
import { type NameClass, phonologies } from './phonologies.ts';
import { scatter } from './scatter.ts';

/** How many words of a class a country uses, how many of them are short, and how many countries share them. */
export const wordUse: Readonly<Record<NameClass, { count: number; short: number; sharedBy: number }>> = {
  country: { count: 1, short: 0, sharedBy: 1 },
  region: { count: 5, short: 2, sharedBy: 1 },
  town: { count: 30, short: 5, sharedBy: 1 },
  river: { count: 7, short: 2, sharedBy: 1 },
  mountain: { count: 6, short: 2, sharedBy: 1 },
  surname: { count: 36, short: 3, sharedBy: 1 },
  thing: { count: 40, short: 3, sharedBy: 1 },
  female: { count: 48, short: 48, sharedBy: 16 },
  male: { count: 48, short: 48, sharedBy: 16 },
};

/**
 * The words of a country, by class and number within the country. Each continent has one country of each language.
 * Given names are shared by the countries of a language; every other word belongs to one country of the world. Where
 * `allowed` is told, words that it refuses are passed over.
 */
export function countryWords(
  seed: number,
  country: number,
  allowed?: (word: string) => boolean,
): (name: NameClass, n: number) => string {
  const continent = Math.floor(country / countriesPerContinent);
  const number = scatter(phonologies.length, seed, 'language', continent)(country % countriesPerContinent);
  const language = nth(phonologies, number);
  const maps = new Map<string, (i: number) => number>();
  const chosen = new Map<string, (n: number) => string>();

  return (name, n) => {
    const { count, short, sharedBy } = wordUse[name];
    const length: StemLength = n < short ? 'short' : 'long';
    const key = `${name}/${length}`;
    const codes = maps.get(key) ?? scatter(wordSpace(language, name, length), seed, number, name, length);
    maps.set(key, codes);
    const group = Math.floor(continent / sharedBy);
    const used = length === 'short' ? group * short + n : group * (count - short) + (n - short);
    if (allowed === undefined) return inventedWord(language, name, length, codes(used));
    const words =
      chosen.get(key) ?? allowedWords((i) => inventedWord(language, name, length, codes(i)), allowed);
    chosen.set(key, words);
    return words(used);
  };
}

/** The words of a list without end of which only those that are allowed count, looked through as far as needed. */
function allowedWords(
  word: (i: number) => string,
  allowed: (word: string) => boolean,
): (n: number) => string {
  const found: string[] = [];
  let next = 0;
  return (n) => {
    for (; found.length <= n; next++) if (allowed(word(next))) found.push(word(next));
    return found[n] ?? '';
  };
}
