/** A vector in eight bits a number: `scale × code` is near it, at most `error` away (Euclidean distance). */
export interface Quantised {
  readonly codes: Int8Array<ArrayBuffer>;
  readonly scale: number;
  readonly error: number;
}

/** Rounding of sums in double precision, relative to the length of a vector: far above what can occur. */
const slack = 1e-7;

/** Codes from −127 to 127 of the vector's own scale; zeros for a vector of zeros. */
export function quantised(vector: Float32Array): Quantised {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const scale = Math.fround(largest / 127);
  const codes = new Int8Array(vector.length);
  // So small that its scale is none: all of it is error.
  if (scale > 0) for (const [at, value] of vector.entries()) codes[at] = Math.round(value / scale);
  let squares = 0;
  let length = 0;
  for (const [at, value] of vector.entries()) {
    squares += (value - scale * (codes[at] ?? 0)) ** 2;
    length += value ** 2;
  }
  return { codes, scale, error: roundedUp(Math.sqrt(squares) + slack * Math.sqrt(length)) };
}

/** A number of 32 bits that is not below `value` (≥ 0). */
function roundedUp(value: number): number {
  const near = Math.fround(value);
  return near >= value ? near : Math.fround(near * (1 + 2 ** -23) + 2 ** -149);
}
