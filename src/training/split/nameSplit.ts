import { countryWords, wordUse } from '../../datasets/atlas/naming/countryWords.ts';
import type { NameClass } from '../../datasets/atlas/naming/phonologies.ts';
import { sha256 } from '../../io/sha256.ts';
import { frameLists } from './frameLists.ts';

/** What an Atlas world takes as `names`. */
export type NameFilter = (word: string) => boolean;

/** The world in `datasets/atlas/`: seed and countries. */
const snapshot = { seed: 1, countries: 8 };

/**
 * Invented words, three in four for training and one in four for evaluation, by their SHA-256; every word that the
 * snapshot uses is for evaluation. So no name of a training world stands in an evaluation world, nor in the snapshot. (A
 * few invented words are English, `There`: these are for neither.)
 */
export function nameSplit(): { readonly training: NameFilter; readonly evaluation: NameFilter } {
  const ofSnapshot = new Set<string>();
  for (let country = 0; country < snapshot.countries; country++) {
    const word = countryWords(snapshot.seed, country);
    for (const [name, { count }] of Object.entries(wordUse)) {
      for (let n = 0; n < count; n++) ofSnapshot.add(word(name as NameClass, n));
    }
  }
  const evaluation = (word: string): boolean =>
    ofSnapshot.has(word) || Number.parseInt(sha256(word).slice(0, 2), 16) < 64;
  const ofFrames = new Set([...frameLists().values()].flatMap((frames) => frames.flatMap(plainWords)));
  return { evaluation, training: (word) => !evaluation(word) && !ofFrames.has(word.toLowerCase()) };
}

function plainWords(frame: string): readonly string[] {
  return frame.toLowerCase().match(/[a-z]+/g) ?? [];
}
