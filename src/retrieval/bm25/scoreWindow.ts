import { findPosting } from './findPosting.ts';
import type { Norms } from './lengthNorms.ts';
import type { Postings } from './postings.ts';
import type { QueryList } from './queryLists.ts';

/** Sums of some passages that follow each other, list after list. */
export interface ScoreWindow {
  /** Begins anew with the passages from `from` to before `to`; at most `size` of them. */
  open(from: number, to: number): void;
  /** Adds a list's shares; passages that it brings up are live from now on. */
  addAll(list: QueryList): void;
  /** Forgets the live passages whose sum is below `floor`; returns how many are left. */
  dropBelow(floor: number): number;
  /** Adds a list's shares to the live passages only. */
  addToLive(list: QueryList): void;
  /** The live passages, in no particular order; there are none afterwards. */
  takeLive(): Iterable<number>;
}

/** Looking a passage up costs as much as reading so many postings that stand in a row (measured). */
const lookUpCost = 12;

/** @param size Passages of the largest window. */
export function scoreWindow(postings: Postings, { kinds, values }: Norms, size: number): ScoreWindow {
  const { docs, counts } = postings;
  const sums = new Float64Array(size);
  // Offsets of live passages, each once: their sums are above 0.
  const live = new Uint32Array(size);
  let liveCount = 0;
  let begin = 0;
  let end = 0;

  /** Reads the list's part of the window: costs its length. */
  function readThrough(list: QueryList): void {
    const [from, to] = [begin, end];
    const { weight, end: listEnd } = list;
    for (let at = findPosting(postings, list, from); at < listEnd; at++) {
      const position = docs[at] ?? 0;
      if (position >= to) break;
      const sum = sums[position - from] ?? 0;
      if (sum === 0) continue;
      const count = counts[at] ?? 0;
      sums[position - from] = sum + (weight * count) / (count + (values[kinds[position] ?? 0] ?? 0));
    }
  }

  function lookUp(list: QueryList): void {
    const { weight, end: listEnd } = list;
    for (let slot = 0; slot < liveCount; slot++) {
      const offset = live[slot] ?? 0;
      const position = begin + offset;
      const at = findPosting(postings, list, position);
      if (at === listEnd || docs[at] !== position) continue;
      const count = counts[at] ?? 0;
      sums[offset] = (sums[offset] ?? 0) + (weight * count) / (count + (values[kinds[position] ?? 0] ?? 0));
    }
  }

  return {
    open(from, to) {
      begin = from;
      end = to;
    },
    addAll(list) {
      const [from, to] = [begin, end];
      const { weight, end: listEnd } = list;
      let next = liveCount;
      for (let at = findPosting(postings, list, from); at < listEnd; at++) {
        const position = docs[at] ?? 0;
        if (position >= to) break;
        const offset = position - from;
        const sum = sums[offset] ?? 0;
        const count = counts[at] ?? 0;
        const share = (weight * count) / (count + (values[kinds[position] ?? 0] ?? 0));
        // A share is 0 only when k1 is beyond all measure; such a passage stays unfound, as its score says.
        if (sum === 0 && share > 0) live[next++] = offset;
        sums[offset] = sum + share;
      }
      liveCount = next;
    },
    dropBelow(floor) {
      let kept = 0;
      for (let slot = 0; slot < liveCount; slot++) {
        const offset = live[slot] ?? 0;
        if ((sums[offset] ?? 0) < floor) sums[offset] = 0;
        else live[kept++] = offset;
      }
      liveCount = kept;
      return kept;
    },
    addToLive(list) {
      const inWindow = ((list.end - list.start) * (end - begin)) / kinds.length;
      if (inWindow < lookUpCost * liveCount) readThrough(list);
      else lookUp(list);
    },
    *takeLive() {
      for (let slot = 0; slot < liveCount; slot++) {
        const offset = live[slot] ?? 0;
        sums[offset] = 0;
        yield begin + offset;
      }
      liveCount = 0;
    },
  };
}
