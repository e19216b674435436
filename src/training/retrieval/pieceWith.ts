import type { Support } from '../../datasets/atlas/asking/draft.ts';

/**
 * The piece of `words` words in which most of the supporting sentence stands, of an article that is longer than that;
 * pieces are cut as the environments cut them.
 */
export function pieceWith({ article, sentence }: Support, words: number): string | undefined {
  const { text, sentences } = article.passage;
  const found = [...text.matchAll(/\S+/g)];
  if (found.length <= words) return undefined;
  const before = sentences.slice(0, sentence).join('').length;
  const middle = before + (sentences[sentence] ?? '').length / 2;
  const at = found.findLastIndex(({ index }) => index <= middle);
  const from = at - (at % words);
  const first = found[from];
  const last = found[Math.min(from + words, found.length) - 1];
  return first && last && text.slice(first.index, last.index + last[0].length);
}
