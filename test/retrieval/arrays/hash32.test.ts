import fc from 'fast-check';
import { expect, it } from 'vitest';

import { hash32 } from '../../../src/retrieval/arrays/hash32.ts';

it('is an unsigned 32-bit number', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const hash = hash32(text);
      expect(Number.isInteger(hash) && hash >= 0 && hash <= 0xffffffff).toBe(true);
    }),
  );
});

it('never changes: indexes on disk depend on it', () => {
  expect(['', 'a', 'hotpot-000000'].map(hash32)).toStrictEqual([2_872_998_923, 444_641_715, 3_322_364_789]);
});

it('tells consecutive ids apart', () => {
  expect(new Set(Array.from({ length: 10_000 }, (_, n) => hash32(`p${n}`))).size).toBeGreaterThan(9990);
});
