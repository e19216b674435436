// Lucene stores a field's length in one byte: `SmallFloat.intToByte4` and back. Lengths below 24 are exact, longer
// ones keep their four leading bits.
const exactBelow = 24;

/** The length that Lucene's BM25Similarity sees in the place of `length` (terms, ≥ 0): never above it. */
export function luceneLength(length: number): number {
  if (length < exactBelow) return length;
  const rest = length - exactBelow;
  const shift = Math.max(0, 28 - Math.clz32(rest));
  return exactBelow + ((rest >>> shift) << shift);
}
