import type { Analyser } from './analyser.ts';
import { asciiDigits, asciiLetters, asciiWords } from './asciiWords.ts';
import { lowerCase } from './lowerCase.ts';

/** Lower-case runs of letters, digits and `_`; nothing dropped, nothing stemmed. */
export const simple1: Analyser = {
  name: 'simple@1',
  summary: 'lower-case runs of letters, digits and _ (\\w+ of Python), no stop words, no stems',
  words: (text) => lowerCase(text).match(/[\p{L}\p{N}_]+/gu) ?? [],
  term: (word) => word,
  ascii: asciiWords({ kinds: { letter: `${asciiLetters}${asciiDigits}_` }, lowerCase: true }),
};
