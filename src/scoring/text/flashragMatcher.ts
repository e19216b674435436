import type { Passage } from '../../ports/passage.ts';
import { squadTokens } from './squadTokens.ts';

/**
 * FlashRAG's test of a retrieved document: whether its normalised contents (title, line feed, text) contain a
 * normalised answer as a stretch of characters.
 */
export function flashragMatcher(answers: readonly string[]): (passage: Passage) => boolean {
  const needles = answers.map((answer) => squadTokens(answer).join(' '));
  return ({ title, text }) => {
    const contents = squadTokens(`${title}\n${text}`).join(' ');
    return needles.some((needle) => contents.includes(needle));
  };
}
