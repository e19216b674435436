import { shape } from './shapeOf.ts';
import { isStopWord } from './stopWords.ts';

/** The noun that a question asks for: `what city …`, `what is the capital of …`, `how many people …`; −1 without one. */
export function askedNoun(words: readonly string[], shapes: readonly number[], asking: number): number {
  const word = words[asking];
  if (word !== 'what' && word !== 'which' && word !== 'how' && word !== 'whose') return -1;
  let at = asking + 1;
  if (word === 'how') {
    if (words[at] !== 'many' && words[at] !== 'much') return -1;
    at += 1;
  }
  if (shapes[at] === shape.auxiliary) {
    if (words[at] !== 'is' && words[at] !== 'was' && words[at] !== 'are' && words[at] !== 'were') return -1;
    at += 1;
  } else if (shapes[at] === shape.of) at += 1;
  while (shapes[at] === shape.article || shapes[at] === shape.pronoun) at += 1;
  let end = afterNouns(words, shapes, at);
  if (word === 'how') {
    // "How many people live": what is counted stands in the plural, or right after.
    const plural = shapes.slice(at, end).indexOf(shape.endsS);
    return end === at ? -1 : at + Math.max(0, plural);
  }
  // "X's occupation": the occupation is asked for.
  while (shapes[end] === shape.possessive && end > at) {
    const owned = afterNouns(words, shapes, end + 1);
    if (owned === end + 1) break;
    end = owned;
  }
  if (end === at) return -1;
  // "the name of the river": the river is asked for.
  const head = words[end - 1];
  if (
    (head === 'name' || head === 'names' || head === 'type' || head === 'kind') &&
    shapes[end] === shape.of
  ) {
    let inner = end + 1;
    while (shapes[inner] === shape.article) inner += 1;
    const last = afterNouns(words, shapes, inner);
    if (last > inner) return last - 1;
  }
  return end - 1;
}

function afterNouns(words: readonly string[], shapes: readonly number[], from: number): number {
  let at = from;
  while (at < words.length && isNounLike(words[at] ?? '', shapes[at] ?? 0)) at += 1;
  return at;
}

function isNounLike(word: string, kind: number): boolean {
  if (isStopWord(word)) return false;
  return (
    kind === shape.lower ||
    kind === shape.endsS ||
    kind === shape.endsTion ||
    kind === shape.capital ||
    kind === shape.allCaps ||
    kind === shape.initial ||
    kind === shape.ordinal ||
    kind === shape.endsIng
  );
}
