import { growableUint32 } from '../arrays/growable.ts';
import { peaksOf } from './peaks.ts';
import type { PostingLists, Postings } from './postings.ts';
import { shortList, skipsOf, skipStarts } from './skips.ts';

/** The postings of some terms that follow each other; `starts` begins at 0. */
export type TermBlock = Pick<PostingLists, 'docs'> & {
  readonly starts: ArrayLike<number>;
  readonly counts: Uint8Array | Uint16Array | Uint32Array;
};

/** Parts of `Skips.firsts` and `Peaks`, for one block of terms; `peakStarts` begins at 0. */
export interface BlockAids {
  readonly firsts: Uint32Array<ArrayBuffer>;
  readonly peakStarts: Uint32Array<ArrayBuffer>;
  readonly pairs: Uint32Array<ArrayBuffer>;
}

/** @param lengths Of all passages, by position. */
export function blockAids({ starts, docs, counts }: TermBlock, lengths: Uint32Array): BlockAids {
  const firsts = growableUint32();
  const pairs = growableUint32();
  const peakStarts = new Uint32Array(starts.length);
  for (let term = 0; term + 1 < starts.length; term++) {
    const from = starts[term] ?? 0;
    const to = starts[term + 1] ?? 0;
    if (to - from >= shortList) {
      const own = docs.subarray(from, to);
      for (const first of skipsOf(own, lengths.length)) firsts.push(first);
      for (const value of peaksOf(own, counts.subarray(from, to), lengths)) pairs.push(value);
    }
    peakStarts[term + 1] = pairs.length / 2;
  }
  return { firsts: firsts.done(), peakStarts, pairs: pairs.done() };
}

/** The lists with all that their search needs beside them. */
export function withSearchAids(lists: PostingLists): Omit<Postings, 'terms'> {
  const { firsts, peakStarts, pairs } = blockAids(lists, lists.lengths);
  const skips = { starts: skipStarts(lists.starts, lists.lengths.length), firsts };
  return { ...lists, skips, peaks: { starts: peakStarts, pairs } };
}
