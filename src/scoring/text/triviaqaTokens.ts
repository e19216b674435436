import { articles } from '../python/articles.ts';
import { lower } from '../python/lower.ts';
import { punctuation } from '../python/punctuation.ts';
import { splitWhiteSpace } from '../python/splitWhiteSpace.ts';

/**
 * TriviaQA's official normaliser, cut into tokens: lower case; ASCII punctuation and the four quotation marks ‘ ’ ´ `
 * become blanks where SQuAD's deletes the former and keeps the latter; articles deleted.
 */
export function triviaqaTokens(text: string): readonly string[] {
  const spaced = lower(text)
    .replace(punctuation, ' ')
    .replace(/[‘’´]/gu, ' ');
  return splitWhiteSpace(spaced.replace(articles, ' '));
}
