/**
 * What bounds a term's share of any score, whatever k1 and b: a count raises it and a length lowers it, so it is largest
 * at one of the postings that no other one beats in both. Short lists have no entries.
 */
export interface Peaks {
  /** The peaks of term t lie from pair `starts[t]` to before `starts[t + 1]`. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** Pairs: a count, and the shortest length of a passage that holds the term so often. */
  readonly pairs: Uint32Array<ArrayBuffer>;
}

/**
 * The peaks of one term, counts descending and lengths descending, pairs in a row.
 * @param lengths Of all passages, by position.
 */
export function peaksOf(
  docs: Uint32Array,
  counts: ArrayLike<number>,
  lengths: Uint32Array,
): readonly number[] {
  const shortest: number[] = [];
  for (let at = 0; at < docs.length; at++) {
    const count = counts[at] ?? 0;
    const length = lengths[docs[at] ?? 0] ?? 0;
    const known = shortest[count];
    if (known === undefined || length < known) shortest[count] = length;
  }
  // A sparse array has its counts in ascending order.
  const pairs = Object.entries(shortest).map(([count, length]) => [Number(count), length] as const);
  let beaten = Number.POSITIVE_INFINITY;
  return pairs.toReversed().flatMap(([count, length]) => {
    if (length >= beaten) return [];
    beaten = length;
    return [count, length];
  });
}
