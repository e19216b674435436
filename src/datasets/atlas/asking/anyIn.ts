/** One of the words stands in one of the texts, whatever the case. */
export function anyIn(words: readonly string[], texts: readonly string[]): boolean {
  return texts.some((text) => {
    const small = text.toLowerCase();
    return words.some((word) => small.includes(word.toLowerCase()));
  });
}
