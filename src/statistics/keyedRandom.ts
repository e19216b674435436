import { RagstoneError } from '../errors.ts';
import { sha256 } from '../io/sha256.ts';
import type { Random } from '../ports/random.ts';
import { mulHigh } from './mulHigh.ts';
import { philox } from './philox.ts';

/**
 * A stream of random numbers of its own for a seed and labels: `keyedRandom(7, 'sample', 'hotpotqa')`. The same
 * seed and labels give the same numbers on every platform, whatever else has drawn numbers before; other labels
 * give an independent stream. `'1'` and `1`, and `'ab'` and `'a', 'b'`, are different labels.
 *
 * The SHA-256 of the JSON text of `[seed, ...labels]` (UTF-8) chooses the stream: its first two big-endian 32-bit
 * words are the Philox4x32-10 key, the next two the upper half of the counter, whose lower half counts blocks of
 * four words from 0 (`docs/random.md` has vectors).
 * @throws RagstoneError `usage` when the seed or a label is a number that JSON cannot hold.
 */
export function keyedRandom(seed: number, ...labels: readonly (string | number)[]): Random {
  const digest = hashOf([seed, ...labels]);
  const word = (index: number): number => Number.parseInt(digest.slice(index * 8, index * 8 + 8), 16);
  const key = Uint32Array.of(word(0), word(1));
  const counter = Uint32Array.of(0, 0, word(2), word(3));
  const block = new Uint32Array(4);
  let used = 4;

  const uint32 = (): number => {
    if (used === 4) {
      philox(counter, key, block);
      counter[0] = ((counter[0] ?? 0) + 1) >>> 0;
      if (counter[0] === 0) counter[1] = ((counter[1] ?? 0) + 1) >>> 0;
      used = 0;
    }
    return block[used++] ?? 0;
  };

  return {
    uint32,
    unit: () => uint32() / 2 ** 32,
    below: (bound) => below(uint32, bound),
  };
}

function hashOf(labels: readonly (string | number)[]): string {
  for (const label of labels) {
    if (typeof label === 'number' && !Number.isFinite(label)) {
      throw new RagstoneError('usage', `A random stream cannot be named by ${label}; use a finite number.`, {
        input: labels,
      });
    }
  }
  return sha256(JSON.stringify(labels));
}

/** Lemire's multiply-and-reject method (ACM TOMACS 29(1), 2019): unbiased, hardly ever a division. */
function below(uint32: () => number, bound: number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) {
    throw new RagstoneError('internal', `A random integer needs a bound from 1 to 2^32, not ${bound}.`, {
      input: bound,
    });
  }
  let drawn = uint32();
  if (bound === 2 ** 32) return drawn;
  let low = Math.imul(drawn, bound) >>> 0;
  if (low < bound) {
    const rejected = (2 ** 32 - bound) % bound;
    while (low < rejected) {
      drawn = uint32();
      low = Math.imul(drawn, bound) >>> 0;
    }
  }
  return mulHigh(drawn, bound);
}
