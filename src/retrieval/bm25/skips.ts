/**
 * Where in a term's postings a stretch of passages begins. The corpus is cut into stretches of 2^shift passages, so that
 * one holds some eight to sixteen of the term's postings; short lists have no stretches and are searched as they are.
 */
export interface Skips {
  /** The stretches of term t begin at `starts[t]`; it has none where `starts[t + 1]` is the same. */
  readonly starts: Float64Array<ArrayBuffer>;
  /** Of each stretch its first posting, counted from the term's first, and at the end of each term its length. */
  readonly firsts: Uint32Array<ArrayBuffer>;
}

const postingsOfStretch = 8;

/** Shorter lists have neither stretches nor peaks. */
export const shortList = 32;

/** Of a term that `postings` of the `passages` hold: how many bits of a position say where in its stretch it lies. */
export function stretchShift(postings: number, passages: number): number {
  const wanted = Math.ceil((postingsOfStretch * passages) / postings);
  return 32 - Math.clz32(Math.max(0, wanted - 1));
}

/** Finds the stretches of each term's list in `skips.firsts`. @param starts As `PostingLists.starts`. */
export function skipStarts(starts: Float64Array, passages: number): Float64Array<ArrayBuffer> {
  const places = new Float64Array(starts.length);
  for (let term = 0; term + 1 < starts.length; term++) {
    const postings = (starts[term + 1] ?? 0) - (starts[term] ?? 0);
    const stretches = postings < shortList ? 0 : stretchCount(postings, passages) + 1;
    places[term + 1] = (places[term] ?? 0) + stretches;
  }
  return places;
}

/** The entries of one term for `Skips.firsts`. @param docs The term's postings; at least `shortList`. */
export function skipsOf(docs: Uint32Array, passages: number): Uint32Array<ArrayBuffer> {
  const shift = stretchShift(docs.length, passages);
  const firsts = new Uint32Array(stretchCount(docs.length, passages) + 1);
  let at = 0;
  for (let stretch = 0; stretch < firsts.length; stretch++) {
    const begin = stretch * 2 ** shift;
    while (at < docs.length && (docs[at] ?? 0) < begin) at++;
    firsts[stretch] = at;
  }
  return firsts;
}

function stretchCount(postings: number, passages: number): number {
  return Math.floor((passages - 1) / 2 ** stretchShift(postings, passages)) + 1;
}
