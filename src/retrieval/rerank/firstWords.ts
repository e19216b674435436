/** A text up to its `n`th word (between white space); shorter texts as they are. */
export function firstWords(text: string, n: number): string {
  const words = /\S+/g;
  for (let word = 0; word < n; word++) if (words.exec(text) === null) return text;
  return text.slice(0, words.lastIndex);
}
