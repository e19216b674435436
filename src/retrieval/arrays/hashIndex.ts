import { endianness } from 'node:os';

/**
 * Positions by hash: pairs of 32-bit numbers that are sorted as one 64-bit number, the hash above the position. Eight
 * bytes an entry, loaded as it lies on disk; equal hashes must be told apart by looking at what they stand for.
 */
export type HashIndex = Uint32Array<ArrayBuffer>;

const [positionIn, hashIn] = endianness() === 'LE' ? [0, 1] : [1, 0];

/** Indexes `hashes[position]`. */
export function buildHashIndex(hashes: Uint32Array): HashIndex {
  const pairs = new Uint32Array(hashes.length * 2);
  for (let position = 0; position < hashes.length; position++) {
    pairs[position * 2 + positionIn] = position;
    pairs[position * 2 + hashIn] = hashes[position] ?? 0;
  }
  new BigUint64Array(pairs.buffer).sort();
  return pairs;
}

/** The positions whose hash is `hash`, ascending. */
export function positionsOfHash(index: HashIndex, hash: number): readonly number[] {
  let low = 0;
  let high = index.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((index[middle * 2 + hashIn] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let at = low; at * 2 < index.length && index[at * 2 + hashIn] === hash; at++) {
    found.push(index[at * 2 + positionIn] ?? 0);
  }
  return found;
}

/** The groups of positions that share a hash, for those who have to find what occurs twice. */
export function* sharedHashes(index: HashIndex): Generator<readonly number[]> {
  for (let at = 0; at * 2 < index.length;) {
    const hash = index[at * 2 + hashIn];
    let end = at + 1;
    while (end * 2 < index.length && index[end * 2 + hashIn] === hash) end++;
    if (end - at > 1) {
      yield Array.from({ length: end - at }, (_, offset) => index[(at + offset) * 2 + positionIn] ?? 0);
    }
    at = end;
  }
}
