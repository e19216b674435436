import fc from 'fast-check';
import { expect, it } from 'vitest';

import { luceneLength } from '../../../src/retrieval/bm25/luceneLength.ts';

// SmallFloat.byte4ToInt(SmallFloat.intToByte4(length)) of Lucene 8.7.
it.each([
  [0, 0],
  [1, 1],
  [23, 23],
  [24, 24],
  [39, 39],
  [40, 40],
  [41, 40],
  [42, 42],
  [56, 56],
  [59, 56],
  [60, 60],
  [100, 96],
  [103, 96],
  [104, 104],
  [120, 120],
  [151, 144],
  [152, 152],
  [1000, 984],
  [65_535, 61_464],
])('reads the length %i as %i', (length, seen) => {
  expect(luceneLength(length)).toBe(seen);
});

it('never rises above the length, never falls as it grows, and keeps what it rounded', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 31 - 1 }), (length) => {
      const seen = luceneLength(length);
      expect(seen).toBeLessThanOrEqual(length);
      expect(seen).toBeGreaterThan(length * 0.875 - 1);
      expect(luceneLength(seen)).toBe(seen);
      expect(luceneLength(length + 1)).toBeGreaterThanOrEqual(seen);
    }),
  );
});
