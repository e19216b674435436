import { articlesOfRegex } from '../python/articles.ts';
import { lower } from '../python/lower.ts';
import { punctuation } from '../python/punctuation.ts';
import { splitWhiteSpace } from '../python/splitWhiteSpace.ts';

/** BERGEN's normaliser, cut into tokens: SQuAD's, but with the word boundaries of Python's module `regex`. */
export function bergenTokens(text: string): readonly string[] {
  return splitWhiteSpace(lower(text).replace(punctuation, '').replace(articlesOfRegex, ' '));
}
