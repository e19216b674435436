import type { AsciiWords } from './asciiWords.ts';

/**
 * Text → index terms. Documents and queries pass through the same one, so they cannot disagree. The two stages are
 * apart because the second depends on nothing but the word: whoever reads millions of words remembers its answers.
 */
export interface Analyser {
  /** Name and version, `english@1`: a version's terms never change. */
  readonly name: string;
  /** One line for lists. */
  readonly summary: string;
  /** Cuts a text into words, in its order, repeated ones repeated. */
  words(text: string): readonly string[];
  /** What is indexed of one such word; empty = nothing. */
  term(word: string): string;
  /**
   * How `words` cuts ASCII, said in a way that is quick to follow; stretches between white space do not influence each
   * other, and what is not ASCII is left to `words`. Absent: `words` cuts everything.
   */
  readonly ascii?: AsciiWords;
}
