import { nth } from '../../datasets/atlas/pick.ts';
import type { Random } from '../../ports/random.ts';

/** Values with how often each is drawn: whole numbers, whose sum is the whole. */
export type Weights<T> = readonly (readonly [T, number])[];

export function weighted<T>(random: Random, weights: Weights<T>): T {
  let drawn = random.below(weights.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [value, weight] of weights) {
    if (drawn < weight) return value;
    drawn -= weight;
  }
  return nth(weights, 0)[0];
}

/** True `percent` times in a hundred. */
export function chance(random: Random, percent: number): boolean {
  return random.below(100) < percent;
}
