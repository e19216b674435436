/**
 * The piece of `words` words in which a place of the text lies (UTF-16 offset), of a text that is longer than that; pieces
 * are cut as the environments cut them.
 */
export function pieceAt(text: string, place: number, words: number): string | undefined {
  const found = [...text.matchAll(/\S+/g)];
  if (found.length <= words) return undefined;
  const at = found.findLastIndex(({ index }) => index <= place);
  const from = at - (at % words);
  const first = found[from];
  const last = found[Math.min(from + words, found.length) - 1];
  return first && last && text.slice(first.index, last.index + last[0].length);
}
