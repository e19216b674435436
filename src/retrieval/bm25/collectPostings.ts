import type { Analyser } from '../analysers/analyser.ts';
import { boundedCache } from '../arrays/boundedCache.ts';
import { detached } from '../arrays/detached.ts';
import { growableUint32 } from '../arrays/growable.ts';

/** Postings of some passages, sorted by term. */
export interface SortedPostings {
  /** As `Postings.starts`, for the terms known so far. */
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly docs: Uint32Array<ArrayBuffer>;
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** In the place of a term's number: the word is not indexed. */
const noTerm = -1;

/** Counts terms passage by passage. */
export interface PostingsCollector {
  /** Postings that wait to be drained. */
  readonly waiting: number;
  readonly largestCount: number;
  /** Positions must ascend. */
  add(position: number, text: string): void;
  /** Sorts what waits and forgets it; terms keep their numbers. */
  drain(): SortedPostings;
  /** All terms so far, in the order of their numbers. */
  terms(): Iterable<string>;
  lengths(): Uint32Array<ArrayBuffer>;
}

/** @param capacity Postings to make room for; more room is made when a passage needs it. */
export function collectPostings(analyser: Analyser, capacity: number): PostingsCollector {
  const numbers = new Map<string, number>();
  const lengths = growableUint32();
  let termOf = new Uint32Array(capacity);
  let docs = new Uint32Array(capacity);
  let counts = new Uint32Array(capacity);
  // Of each term: where its newest posting lies, and one more than the passage that it belongs to.
  let slots = new Uint32Array(1024);
  let seenIn = new Uint32Array(1024);
  let waiting = 0;
  let largestCount = 0;

  const numberOfWord = boundedCache((word) => {
    const term = analyser.term(word);
    return term === '' ? noTerm : numberOf(term);
  });

  function numberOf(term: string): number {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(detached(term), number);
    if (number === slots.length) {
      slots = larger(slots, number * 2);
      seenIn = larger(seenIn, number * 2);
    }
    return number;
  }

  function makeRoom(needed: number): void {
    if (needed <= docs.length) return;
    const length = Math.max(needed, docs.length * 2);
    termOf = larger(termOf, length);
    docs = larger(docs, length);
    counts = larger(counts, length);
  }

  return {
    get waiting() {
      return waiting;
    },
    get largestCount() {
      return largestCount;
    },
    add(position, text) {
      const words = analyser.words(text);
      makeRoom(waiting + words.length);
      const mark = position + 1;
      let length = 0;
      for (const word of words) {
        const number = numberOfWord(word);
        if (number === noTerm) continue;
        length++;
        if (seenIn[number] === mark) {
          const slot = slots[number] ?? 0;
          const count = (counts[slot] ?? 0) + 1;
          counts[slot] = count;
          if (count > largestCount) largestCount = count;
          continue;
        }
        seenIn[number] = mark;
        slots[number] = waiting;
        termOf[waiting] = number;
        docs[waiting] = position;
        counts[waiting] = 1;
        waiting++;
      }
      lengths.push(length);
    },
    drain() {
      const sorted = sortByTerm(numbers.size, { termOf, docs, counts }, waiting);
      waiting = 0;
      return sorted;
    },
    terms: () => numbers.keys(),
    lengths: () => lengths.done(),
  };
}

function larger(values: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(length);
  grown.set(values);
  return grown;
}

/** A counting sort: it keeps the order of passages within a term. */
function sortByTerm(
  terms: number,
  unsorted: { readonly termOf: Uint32Array; readonly docs: Uint32Array; readonly counts: Uint32Array },
  size: number,
): SortedPostings {
  const starts = new Uint32Array(terms + 1);
  for (let at = 0; at < size; at++) {
    const after = (unsorted.termOf[at] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let term = 1; term <= terms; term++) starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
  const next = starts.slice();
  const docs = new Uint32Array(size);
  const counts = new Uint32Array(size);
  for (let at = 0; at < size; at++) {
    const term = unsorted.termOf[at] ?? 0;
    const to = next[term] ?? 0;
    next[term] = to + 1;
    docs[to] = unsorted.docs[at] ?? 0;
    counts[to] = unsorted.counts[at] ?? 0;
  }
  return { starts, docs, counts };
}
