import type { Support } from '../../datasets/atlas/asking/draft.ts';
import { pieceAt } from './pieceAt.ts';

/** The piece of `words` words in which most of the supporting sentence stands, of an article that is longer than that. */
export function pieceWith({ article, sentence }: Support, words: number): string | undefined {
  const { text, sentences } = article.passage;
  const before = sentences.slice(0, sentence).join('').length;
  return pieceAt(text, before + (sentences[sentence] ?? '').length / 2, words);
}
