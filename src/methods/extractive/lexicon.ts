import { stemmer } from 'stemmer';
import { mixString } from './mix.ts';
import { shape, shapeOf } from './shapeOf.ts';

/** What the reader knows about one word. */
export interface Word {
  /** The same for equal words. */
  readonly id: number;
  /** The same for words with one Porter stem. */
  readonly stem: number;
  /** The same for words that begin alike (five letters); 0 for shorter ones. */
  readonly prefix: number;
  /** Class of words that stand in like places. */
  readonly group: number;
  /** 0 (in every passage) to 1 (in none). */
  readonly rarity: number;
}

export interface Lexicon {
  /** `written` as in the text, `word` the same in lower case. */
  look(written: string, word: string): Word;
}

/** A lexicon as it is stored: `words` separated by blanks; a character for each, from `!` up. */
export interface StoredLexicon {
  readonly words: string;
  readonly classes: string;
  readonly rarity: string;
}

/** Decodes a stored lexicon. */
export function lexiconOf(stored: StoredLexicon): Lexicon {
  const words = stored.words.split(' ');
  const known = new Map<string, Word>(
    words.map((word, index) => [
      word,
      entry(word, stored.classes.charCodeAt(index) - 33, (stored.rarity.charCodeAt(index) - 33) / 63),
    ]),
  );
  return {
    look: (written, word) => {
      const found = known.get(word);
      if (found !== undefined) return found;
      return entry(word, known.get(standIn(written, word))?.group ?? 0, 1);
    },
  };
}

function entry(word: string, group: number, rarity: number): Word {
  return {
    id: mixString(word),
    stem: mixString(stemmer(word)),
    prefix: word.length > 4 ? mixString(word.slice(0, 5)) : 0,
    group,
    rarity,
  };
}

const shapeNames: ReadonlyMap<number, string> = new Map(
  Object.entries(shape).map(([name, value]) => [value, name] as const),
);

/** The word that stands for a word outside the lexicon: its shape in capitals, which no word in lower case equals. */
export function standIn(written: string, word: string): string {
  return `<${(shapeNames.get(shapeOf(written, word)) ?? 'lower').toUpperCase()}>`;
}
