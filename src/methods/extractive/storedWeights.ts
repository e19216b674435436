import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** Weights as they are stored: most are zero, the others keep their sign and one of 127 sizes. */
export interface StoredWeights {
  /** How many there are: a power of two. */
  readonly count: number;
  /** The largest size. */
  readonly largest: number;
  /** Base64 of the Brotli-compressed steps, one signed byte each. */
  readonly steps: string;
}

const finest = 127;

/** Stores weights with a byte each: small ones finely, large ones coarsely (steps grow with the square). */
export function storeWeights(weights: Float32Array): StoredWeights {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const steps = Int8Array.from(weights, (weight) =>
    weight === 0
      ? 0
      : Math.sign(weight) * Math.max(1, Math.round(Math.sqrt(Math.abs(weight) / largest) * finest)),
  );
  const packed = brotliCompressSync(Buffer.from(steps.buffer), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
  return { count: weights.length, largest, steps: packed.toString('base64') };
}

/** The inverse of `storeWeights`, up to its rounding. */
export function restoreWeights(stored: StoredWeights): Float32Array {
  const bytes = brotliDecompressSync(Buffer.from(stored.steps, 'base64'));
  const steps = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = Float32Array.from({ length: 256 }, (_, index) => {
    const step = (index << 24) >> 24;
    return Math.sign(step) * stored.largest * (step / finest) ** 2;
  });
  const weights = new Float32Array(stored.count);
  for (let at = 0; at < weights.length; at += 1) {
    const step = steps[at] ?? 0;
    if (step !== 0) weights[at] = sizes[step & 255] ?? 0;
  }
  return weights;
}
