import type { Analyser } from '../analysers/analyser.ts';
import { wordScanner } from '../analysers/wordScanner.ts';
import { growableUint32 } from '../arrays/growable.ts';
import { wordNumbers } from './wordNumbers.ts';

/** An inverted index of some passages that follow each other, in memory. */
export interface PostingsChunk {
  /** Each once, ascending by their UTF-16 units. */
  readonly terms: readonly string[];
  /** As `Postings.starts`. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** Positions in the corpus. */
  readonly docs: Uint32Array<ArrayBuffer>;
  readonly counts: Uint32Array<ArrayBuffer>;
  /** Number of terms of each of the passages. */
  readonly lengths: Uint32Array<ArrayBuffer>;
}

/** Counts terms passage by passage. */
export interface PostingsCollector {
  /** Positions must ascend. */
  add(position: number, text: string): void;
  /** What was added since the last time; the vocabulary is remembered. */
  drain(): PostingsChunk;
}

/** In the place of a term's number: the word is not indexed. */
const noTerm = -1;

export function collectPostings(analyser: Analyser): PostingsCollector {
  const scan = wordScanner(analyser);
  const numbers = new Map<string, number>();
  const numberOfWord = wordNumbers((word) => {
    const term = analyser.term(word);
    return term === '' ? noTerm : numberOf(term);
  });
  let lengths = growableUint32();
  let termOf = new Uint32Array(1024);
  let docs = new Uint32Array(1024);
  let counts = new Uint32Array(1024);
  let waiting = 0;
  // Of each term, in pairs: one more than the passage of its newest posting, and where that lies.
  let newest = new Uint32Array(1024);
  let sorted: string[] = [];

  function numberOf(term: string): number {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(term, number);
    if (2 * number === newest.length) newest = larger(newest, 4 * number);
    return number;
  }

  function makeRoom(needed: number): void {
    if (needed <= docs.length) return;
    const length = Math.max(needed, docs.length * 2);
    termOf = larger(termOf, length);
    docs = larger(docs, length);
    counts = larger(counts, length);
  }

  /** All terms so far: most of them were sorted before, which sorting makes use of. */
  function sortedTerms(): readonly string[] {
    if (sorted.length < numbers.size)
      sorted = [...sorted, ...[...numbers.keys()].slice(sorted.length)].sort();
    return sorted;
  }

  return {
    add(position, text) {
      const words = scan(text);
      makeRoom(waiting + words.count);
      const mark = position + 1;
      let length = 0;
      for (let word = 0; word < words.count; word++) {
        const number = numberOfWord.of(words, word);
        if (number === noTerm) continue;
        length++;
        if (newest[2 * number] === mark) {
          const at = newest[2 * number + 1] ?? 0;
          counts[at] = (counts[at] ?? 0) + 1;
          continue;
        }
        newest[2 * number] = mark;
        newest[2 * number + 1] = waiting;
        termOf[waiting] = number;
        docs[waiting] = position;
        counts[waiting] = 1;
        waiting++;
      }
      lengths.push(length);
    },
    drain() {
      const chunk = sortByTerm(sortedTerms(), numbers, {
        termOf: termOf.subarray(0, waiting),
        docs,
        counts,
      });
      const drained = { ...chunk, lengths: lengths.done() };
      waiting = 0;
      lengths = growableUint32();
      return drained;
    },
  };
}

function larger(values: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(length);
  grown.set(values);
  return grown;
}

/** A counting sort: it keeps the order of passages within a term. Terms without postings are left out. */
function sortByTerm(
  sorted: readonly string[],
  numbers: ReadonlyMap<string, number>,
  {
    termOf,
    docs,
    counts,
  }: { readonly termOf: Uint32Array; readonly docs: Uint32Array; readonly counts: Uint32Array },
): Omit<PostingsChunk, 'lengths'> {
  const next = new Uint32Array(numbers.size);
  for (const number of termOf) next[number] = (next[number] ?? 0) + 1;
  const terms: string[] = [];
  const starts = growableUint32();
  let start = 0;
  for (const term of sorted) {
    const number = numbers.get(term) ?? 0;
    const size = next[number] ?? 0;
    if (size === 0) continue;
    terms.push(term);
    starts.push(start);
    next[number] = start;
    start += size;
  }
  starts.push(start);
  const sortedDocs = new Uint32Array(start);
  const sortedCounts = new Uint32Array(start);
  for (let at = 0; at < termOf.length; at++) {
    const number = termOf[at] ?? 0;
    const to = next[number] ?? 0;
    next[number] = to + 1;
    sortedDocs[to] = docs[at] ?? 0;
    sortedCounts[to] = counts[at] ?? 0;
  }
  return { terms, starts: starts.done(), docs: sortedDocs, counts: sortedCounts };
}
