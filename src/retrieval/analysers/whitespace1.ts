import type { Analyser } from './analyser.ts';
import { asciiWords } from './asciiWords.ts';

/** What stands between white space, unchanged: for text that was tokenised elsewhere. */
export const whitespace1: Analyser = {
  name: 'whitespace@1',
  summary: 'what stands between white space, case kept: for text that was tokenised elsewhere',
  words: (text) => text.match(/\S+/g) ?? [],
  term: (word) => word,
  ascii: asciiWords({
    kinds: { letter: String.fromCharCode(...Array(128).keys()) },
    lowerCase: false,
  }),
};
