import { RagstoneError } from '../../errors.ts';
import type { Random } from '../../ports/random.ts';

/** One element, each equally likely. The list must not be empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return nth(list, list.length === 0 ? 0 : random.below(list.length));
}

/** True once in `n` times. */
export function oneIn(random: Random, n: number): boolean {
  return random.below(n) === 0;
}

/** An integer from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + random.below(high - low + 1);
}

/** The element at `index`, counted past the end as from the beginning. The list must not be empty. */
export function nth<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new RagstoneError('internal', 'Nothing to choose from.', { input: list });
  return found;
}
