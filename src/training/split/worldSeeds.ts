import { RagstoneError } from '../../errors.ts';

/** Whether a world is one to learn from, or one to be tested on. */
export type WorldSide = 'training' | 'evaluation';

/** Each side's seeds begin here; seeds that people choose for ordinary worlds lie far below. */
const firstSeeds = { evaluation: 2 ** 51, training: 2 ** 52 } as const;
const worldsPerSeed = 2 ** 20;
const seeds = 2 ** 31;

/**
 * The seed of world `n` (0 to 2^20 − 1) of the data of a seed (0 to 2^31 − 1): no two worlds of either side, of whatever
 * seeds, have the same.
 * @throws RagstoneError `usage` past these limits.
 */
export function worldSeed(side: WorldSide, seed: number, n: number): number {
  if (!Number.isInteger(seed) || seed < 0 || seed >= seeds) {
    throw new RagstoneError('usage', `Training data has a seed from 0 to ${seeds - 1}, not ${seed}.`, {
      input: seed,
    });
  }
  if (n >= worldsPerSeed) {
    throw new RagstoneError('usage', `One seed has ${worldsPerSeed} worlds; take another seed for more.`, {
      input: n,
    });
  }
  return firstSeeds[side] + seed * worldsPerSeed + n;
}
