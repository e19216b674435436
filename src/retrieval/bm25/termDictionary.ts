import { growableUint16, growableUint32 } from '../arrays/growable.ts';
import { hash32 } from '../arrays/hash32.ts';
import { buildHashIndex, type HashIndex, positionsOfHash } from '../arrays/hashIndex.ts';

/** Terms and their numbers as three arrays that are loaded as they lie on disk. */
export interface TermDictionary {
  /** The UTF-16 units of all terms, one after the other. */
  readonly units: Uint16Array<ArrayBuffer>;
  /** Where each term begins in `units`, and where the last one ends. */
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly hashes: HashIndex;
}

/** The term at place n of the iteration gets the number n. */
export function createTermDictionary(terms: Iterable<string>): TermDictionary {
  const starts = growableUint32();
  const hashes = growableUint32();
  const units = growableUint16();
  for (const term of terms) {
    starts.push(units.length);
    hashes.push(hash32(term));
    for (let at = 0; at < term.length; at++) units.push(term.charCodeAt(at));
  }
  starts.push(units.length);
  return { units: units.done(), starts: starts.done(), hashes: buildHashIndex(hashes.done()) };
}

/** The number of a term; `undefined` when no passage holds it. */
export function termNumber(terms: TermDictionary, term: string): number | undefined {
  return positionsOfHash(terms.hashes, hash32(term)).find((number) => isTerm(terms, number, term));
}

function isTerm({ units, starts }: TermDictionary, number: number, term: string): boolean {
  const from = starts[number] ?? 0;
  if ((starts[number + 1] ?? 0) - from !== term.length) return false;
  for (let at = 0; at < term.length; at++) if (units[from + at] !== term.charCodeAt(at)) return false;
  return true;
}
