import { nth } from '../pick.ts';
import type { NameClass, Phonology } from './phonologies.ts';

/** Before the ending: one pair of nucleus and medial, or two, the second medial a single letter so that it can be said. */
export type StemLength = 'short' | 'long';

/** How many words of a class and length a language has. */
export function wordSpace(language: Phonology, name: NameClass, length: StemLength): number {
  const { onsets, nuclei, medials, endings } = language;
  const more = length === 'long' ? nuclei.length * singles(language).length : 1;
  return onsets.length * nuclei.length * medials.length * more * endings[name].length;
}

/** The word with a code from 0 to `wordSpace` − 1, capitalised. Unlike codes give unlike words. */
export function inventedWord(language: Phonology, name: NameClass, length: StemLength, code: number): string {
  let rest = code;
  const next = (list: readonly string[]): string => {
    const item = nth(list, rest);
    rest = Math.floor(rest / list.length);
    return item;
  };
  const ending = next(language.endings[name]);
  const onset = next(language.onsets);
  let word = onset + next(language.nuclei) + next(language.medials);
  if (length === 'long') word += next(language.nuclei) + next(singles(language));
  return word.charAt(0).toUpperCase() + word.slice(1) + ending;
}

function singles({ medials }: Phonology): readonly string[] {
  return medials.filter((medial) => medial.length === 1);
}
