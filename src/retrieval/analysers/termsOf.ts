import type { Analyser } from './analyser.ts';

/** The terms of a text, in its order, repeated ones repeated. */
export function termsOf(analyser: Analyser, text: string): readonly string[] {
  return analyser
    .words(text)
    .map((word) => analyser.term(word))
    .filter((term) => term !== '');
}
