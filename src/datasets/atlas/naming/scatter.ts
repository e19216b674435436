import { keyedRandom } from '../../../statistics/keyedRandom.ts';

/**
 * A one-to-one map of 0 … size − 1 onto itself that looks random: `i → (a·i + b) mod size` with `a` and `b` drawn
 * for the seed and labels. So things numbered one after another get names far apart, none of them twice, and no
 * list of names used has to be kept. `size` is at most 2^26: every product is exact.
 */
export function scatter(size: number, seed: number, ...labels: readonly (string | number)[]) {
  const random = keyedRandom(seed, 'atlas', 'scatter', ...labels);
  const b = random.below(size);
  let a = 1 + random.below(size);
  while (commonDivisor(a, size) !== 1) a = 1 + random.below(size);
  return (i: number): number => (a * i + b) % size;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
