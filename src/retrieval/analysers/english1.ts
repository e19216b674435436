import type { Analyser } from './analyser.ts';
import { asciiDigits, asciiLetters, asciiWords } from './asciiWords.ts';
import { englishStopWords } from './englishStopWords.ts';
import { lowerCase } from './lowerCase.ts';
import { porterStem } from './porterStem.ts';
import { standardWords } from './standardWords.ts';

/** The chain of Lucene's EnglishAnalyzer: standard words, possessive, lower case, 33 stop words, Porter's stemmer. */
export const english1: Analyser = {
  name: 'english@1',
  summary: "Lucene's English chain: UAX 29 words, no possessive 's, lower case, 33 stop words, Porter stems",
  words: (text) => standardWords(lowerCase(text)),
  term(word) {
    const owner = word.replace(/['\u2019\uFF07]s$/, '');
    return englishStopWords.has(owner) ? '' : porterStem(owner);
  },
  // `standardWords` for ASCII.
  ascii: asciiWords({
    kinds: {
      letter: asciiLetters,
      digit: asciiDigits,
      connector: '_',
      joinsBoth: ".'",
      joinsLetters: ':',
      joinsDigits: ',;',
    },
    lowerCase: true,
  }),
};
