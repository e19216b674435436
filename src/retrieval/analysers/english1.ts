import type { AnalyserDefinition } from './analyser.ts';
import { boundedCache } from './boundedCache.ts';
import { englishStopWords } from './englishStopWords.ts';
import { lowerCase } from './lowerCase.ts';
import { porterStem } from './porterStem.ts';
import { standardWords } from './standardWords.ts';

/** The chain of Lucene's EnglishAnalyzer: standard words, possessive, lower case, 33 stop words, Porter's stemmer. */
export const english1: AnalyserDefinition = {
  name: 'english@1',
  summary: "Lucene's English chain: UAX 29 words, no possessive 's, lower case, 33 stop words, Porter stems",
  create() {
    const termOf = boundedCache(toTerm);
    return {
      name: 'english@1',
      tokens(text) {
        const terms: string[] = [];
        for (const word of standardWords(lowerCase(text))) {
          const term = termOf(word);
          if (term !== '') terms.push(term);
        }
        return terms;
      },
    };
  },
};

/** The term of a lower-case word; empty for a stop word. */
function toTerm(word: string): string {
  const owner = word.replace(/['\u2019\uFF07]s$/, '');
  return englishStopWords.has(owner) ? '' : porterStem(owner);
}
