import { lower } from './lower.ts';

/**
 * Python's `text.capitalize()` (3.8 and later): the first character in title case, the others in lower case.
 */
export function capitalise(text: string): string {
  const [first] = text;
  if (first === undefined) return '';
  return titleCase(first) + lower(text).slice(lower(first).length);
}

/** Georgian letters have no title case; the other four got their capitals after Unicode 14. */
const unchanged = /[\u10d0-\u10ff\u019b\u0264\ua7d3\ua7d5]/u;

const digraphs: Readonly<Record<string, string>> = { Ǆ: 'ǅ', Ǉ: 'ǈ', Ǌ: 'ǋ', Ǳ: 'ǲ' };

/**
 * Unicode's title case of one character, which JavaScript lacks. It is the upper case except for Croatian digraphs,
 * those of `unchanged`, iota below Greek letters (which stays below) and what becomes several letters
 * (of which only the first is upper case).
 */
function titleCase(character: string): string {
  if (unchanged.test(character)) return character;
  const upper = character.toUpperCase();
  const digraph = digraphs[upper];
  if (digraph !== undefined) return digraph;
  if (character.normalize('NFD').includes('\u0345')) {
    const title = upper.replace(/(?<=.)\u0399$/u, '\u0345');
    return title.length === 2 ? title.normalize('NFC') : title;
  }
  return upper.replace(/(?<=\p{Lu}).+/u, (rest) => lower(rest));
}
