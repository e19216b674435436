import { articles } from '../python/articles.ts';
import { lower } from '../python/lower.ts';
import { punctuation } from '../python/punctuation.ts';
import { splitWhiteSpace } from '../python/splitWhiteSpace.ts';

/**
 * The normaliser of SQuAD v1.1, cut into tokens: lower case, ASCII punctuation deleted, articles deleted. Joined by
 * blanks it is the script's normalised string. HotpotQA, DPR, FiD, FlashRAG and Self-RAG use the same.
 */
export function squadTokens(text: string): readonly string[] {
  return splitWhiteSpace(lower(text).replace(punctuation, '').replace(articles, ' '));
}
