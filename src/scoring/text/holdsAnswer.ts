/**
 * Whether normalised text contains the normalised answer as a stretch of characters, in the middle of words too.
 * An empty answer is in every text.
 */
export function holdsAnswer(text: readonly string[], answer: readonly string[]): boolean {
  return text.join(' ').includes(answer.join(' '));
}
