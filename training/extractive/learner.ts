import type { FeatureList } from '../../src/methods/extractive/featureList.ts';

/** The weights while they are learned, with AdaGrad's sums of squared gradients (Duchi, Hazan and Singer 2011). */
export interface Learner {
  readonly weights: Float32Array;
  readonly squares: Float32Array;
}

/** `bits`: as many weights as two to this power. */
export function newLearner(bits: number): Learner {
  return { weights: new Float32Array(2 ** bits), squares: new Float32Array(2 ** bits) };
}

/** L2 regularisation of each weight that a step touches. */
const decay = 1e-5;
/** Keeps the first steps of a weight from being as long as the rate. */
const start = 1e-2;

/** One step against a gradient that all features of the list share. */
export function descend(
  { weights, squares }: Learner,
  list: FeatureList,
  gradient: number,
  rate: number,
): void {
  const mask = weights.length - 1;
  for (let at = 0; at < list.length; at += 1) {
    const id = (list.ids[at] ?? 0) & mask;
    const weight = weights[id] ?? 0;
    const slope = gradient + decay * weight;
    const square = (squares[id] ?? 0) + slope * slope;
    squares[id] = square;
    weights[id] = weight - (rate * slope) / Math.sqrt(square + start);
  }
}

/** Sets all but the `keep` largest weights to zero, for good: an infinite sum of squares makes every step 0. */
export function prune({ weights, squares }: Learner, keep: number): void {
  const sizes = Float32Array.from(weights, Math.abs).sort();
  const least = sizes[Math.max(0, sizes.length - keep)] ?? 0;
  for (let id = 0; id < weights.length; id += 1) {
    if (Math.abs(weights[id] ?? 0) >= least) continue;
    weights[id] = 0;
    squares[id] = Infinity;
  }
}
