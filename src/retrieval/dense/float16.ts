/** The largest number that 16 bits hold. */
export const largestFloat16 = 65_504;

/**
 * A vector as 16-bit floats (IEEE 754 binary16), each number rounded to the nearest, ties to even. What is larger than
 * `largestFloat16` after rounding becomes infinite.
 */
export function toFloat16(vector: Float32Array): Uint16Array<ArrayBuffer> {
  const bits = new Uint32Array(Float32Array.from(vector).buffer);
  return Uint16Array.from(bits, halfOf);
}

/** The values of all 65,536 numbers of 16 bits, by their bits: decoding is looking up. */
export function float16Table(): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: 2 ** 16 }, (_, bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >>> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

const smallestNormal = 0x38800000;
const roundsToInfinity = 0x477ff000;

/** The 16 bits for the 32 bits of a number that is not NaN. */
function halfOf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude >= roundsToInfinity) return sign | 0x7c00;
  if (magnitude >= smallestNormal) {
    const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
    return sign | ((rounded - 0x38000000) >>> 13);
  }
  // Below the normal numbers the spacing is 2^-24 throughout; 126 = 149 - 23 shifts a 24-bit fraction there.
  const shift = 126 - (magnitude >>> 23);
  if (shift > 25) return sign;
  const fraction = (magnitude & 0x7fffff) | 0x800000;
  const half = (1 << (shift - 1)) - 1;
  return sign | ((fraction + half + ((fraction >>> shift) & 1)) >>> shift);
}
