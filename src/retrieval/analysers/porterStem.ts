import { stemmer } from 'stemmer';

/**
 * The stem of a lower-case word by Porter's first algorithm, as Lucene's PorterStemmer has it. The library wants a
 * letter before the suffix where Porter's step 1a does not.
 */
export function porterStem(word: string): string {
  if (word === 'ies') return 'i';
  return word === 'sses' ? 'ss' : stemmer(word);
}
