/**
 * The same text in memory of its own. V8 keeps a piece of a string as a view that holds on to the whole string:
 * a dictionary of words would keep every passage that a word was first seen in.
 */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}
