import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import type { GgufTensor } from './ggufBytes.ts';

/** Normally distributed, so that a product with a row of unit variance has the variance `scale`². */
export function randomTensor(
  seed: number,
  name: string,
  columns: number,
  rows: number,
  scale: number,
): GgufTensor {
  const random = keyedRandom(seed, 'tiny-gguf', name);
  const values = Float32Array.from({ length: columns * rows }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.unit()));
    return (radius * Math.cos(2 * Math.PI * random.unit()) * scale) / Math.sqrt(columns);
  });
  return { shape: [columns, rows], values };
}

/** A row of one number. */
export function filledRow(length: number, value: number): GgufTensor {
  return { shape: [length], values: new Float32Array(length).fill(value) };
}
