import type { Passage, Ranked } from '../../ports/passage.ts';
import { similarity } from '../text/similarity.ts';

/** Paragraphs of more words are left out. */
const longest = 600;
/** From here on, title and text are the same paragraph. */
const sameFrom = 0.9;

/**
 * The paragraphs held so far and those of `found` that are new, in the order in which they came, at most `cap`: first
 * come, first kept (`commaqa/inference/ircot.py` of ircot @3c1820f698ee).
 */
export function withNewParagraphs(
  held: readonly Ranked[],
  found: readonly Ranked[],
  cap: number,
): readonly Ranked[] {
  const pool = [...held];
  for (const candidate of found) {
    if (pool.length >= cap) break;
    if (candidate.passage.text.split(/\s+/u).length > longest) continue;
    if (!pool.some(({ passage }) => isSame(passage, candidate.passage))) pool.push(candidate);
  }
  return pool;
}

function isSame(a: Passage, b: Passage): boolean {
  if (a.id === b.id) return true;
  return alike(a.title, b.title) && alike(a.text, b.text);
}

function alike(a: string, b: string): boolean {
  // Texts of so different a length cannot be: the whole shorter one would have to be in the longer.
  const best = (2 * Math.min(a.length, b.length)) / Math.max(1, a.length + b.length);
  return a === b || (best >= sameFrom && similarity(a, b) >= sameFrom);
}
