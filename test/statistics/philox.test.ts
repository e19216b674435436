import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mulHigh } from '../../src/statistics/mulHigh.ts';
import { philox } from '../../src/statistics/philox.ts';

/** Random123's `kat_vectors`: counter and key → output. */
const KNOWN_ANSWERS: readonly (readonly [string, string, string])[] = [
  ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
  ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
  ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
];

const words = (text: string): Uint32Array =>
  Uint32Array.from(text.split(' '), (word) => Number.parseInt(word, 16));

describe('philox', () => {
  test.each(KNOWN_ANSWERS)('turns counter %s under key %s into %s', (counter, key, expected) => {
    const out = new Uint32Array(4);
    philox(words(counter), words(key), out);
    expect(out).toEqual(words(expected));
  });
});

describe('mulHigh', () => {
  test('equals the upper half of the exact product', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(mulHigh(a, b)).toBe(Number((BigInt(a) * BigInt(b)) >> 32n));
      }),
    );
  });

  test('does not overflow at the largest factors', () => {
    expect(mulHigh(0xffffffff, 0xffffffff)).toBe(0xfffffffe);
  });
});
