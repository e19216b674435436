import type { Peaks } from './peaks.ts';
import type { Skips } from './skips.ts';
import type { TermDictionary } from './termDictionary.ts';

/** Counts of terms in a passage: as narrow as the largest of them allows. */
type Counts = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Which passages hold a term, and how often. */
export interface PostingLists {
  /** The postings of term t lie from `starts[t]` to before `starts[t + 1]`. */
  readonly starts: Float64Array<ArrayBuffer>;
  /** Positions of passages, ascending within a term. */
  readonly docs: Uint32Array<ArrayBuffer>;
  readonly counts: Counts;
  /** Number of terms of each passage, repeated ones repeated. */
  readonly lengths: Uint32Array<ArrayBuffer>;
}

/** An inverted index, with what makes it fast to search. */
export interface Postings extends PostingLists {
  readonly terms: TermDictionary;
  readonly skips: Skips;
  readonly peaks: Peaks;
}
