import type { Word } from './lexicon.ts';
import { shape } from './shapeOf.ts';
import { isStopWord } from './stopWords.ts';

/** A word of the question that a sentence can match. */
export interface Sought {
  readonly stem: number;
  readonly prefix: number;
  readonly group: number;
  /** What a match is worth: the word's rarity, 0 to 1. */
  readonly weight: number;
  /** Where the word stands to the question word: 0 before it, 1 the next sought word, 2 the one after, 3 further, 4 last. */
  readonly place: number;
  /** The sought word right after it in the question, or −1. */
  readonly next: number;
  readonly capital: boolean;
}

/** The content words of a question but for the question word, which stands at `asking` (−1: there is none). */
export function soughtWords(
  words: readonly string[],
  looked: readonly Word[],
  shapes: readonly number[],
  written: readonly string[],
  asking: number,
): readonly Sought[] {
  const sought: Sought[] = [];
  let previous = -1;
  let order = 0;
  const places = words.flatMap((word, at) => (at !== asking && isSought(word, shapes[at] ?? 0) ? [at] : []));
  for (const at of places) {
    const word = looked[at];
    if (word === undefined) continue;
    const last = sought.at(-1);
    if (last !== undefined && previous === at - 1)
      sought[sought.length - 1] = { ...last, next: sought.length };
    if (at > asking) order += 1;
    sought.push({
      stem: word.stem,
      prefix: word.prefix,
      group: word.group,
      weight: word.rarity,
      place: at < asking ? 0 : at === places.at(-1) ? 4 : Math.min(order, 3),
      next: -1,
      capital: at > 0 && written[at] !== words[at],
    });
    previous = at;
  }
  return sought;
}

function isSought(word: string, kind: number): boolean {
  return !isStopWord(word) && kind !== shape.otherMark && (kind < shape.comma || kind > shape.possessive);
}
