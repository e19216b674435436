import fc from 'fast-check';
import { expect, it } from 'vitest';

import { float16Table, largestFloat16, toFloat16 } from '../../../src/retrieval/dense/float16.ts';

const table = float16Table();

it('gives every number of 16 bits back', () => {
  const finite = Array.from(table).flatMap((value, bits) => (Number.isNaN(value) ? [] : [bits]));
  const again = toFloat16(Float32Array.from(finite, (bits) => table[bits] ?? 0));
  expect(Array.from(again)).toStrictEqual(finite);
});

it('rounds to the nearest number, ties to even', () => {
  const numbers = fc.oneof(
    fc.float({ noNaN: true, min: -largestFloat16, max: largestFloat16 }),
    fc.float({ noNaN: true, min: Math.fround(-1e-4), max: Math.fround(1e-4) }),
  );
  fc.assert(
    fc.property(numbers, (value) => {
      const [bits = 0] = toFloat16(Float32Array.of(value));
      const distance = (candidate: number): number => Math.abs((table[candidate] ?? Number.NaN) - value);
      for (const neighbour of [bits - 1, bits + 1]) {
        if ((neighbour & 0x8000) !== (bits & 0x8000) || neighbour < 0) continue;
        if (!Number.isFinite(table[neighbour])) continue;
        expect(distance(neighbour)).toBeGreaterThanOrEqual(distance(bits));
        if (distance(neighbour) === distance(bits)) expect(bits % 2).toBe(0);
      }
    }),
  );
});

it.each([
  [65_504, 65_504],
  [65_519, 65_504],
  [65_520, Infinity],
  [-1e9, -Infinity],
  [2 ** -25, 0],
  [2 ** -24, 2 ** -24],
  [1 + 2 ** -11, 1],
  [1 + 3 * 2 ** -11, 1 + 2 ** -9],
])('makes %d into %d', (value, expected) => {
  expect(table[toFloat16(Float32Array.of(value))[0] ?? -1]).toBe(expected);
});
