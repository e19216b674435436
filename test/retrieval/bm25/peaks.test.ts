import fc from 'fast-check';
import { expect, it } from 'vitest';

import { peaksOf } from '../../../src/retrieval/bm25/peaks.ts';

const posting = fc.record({ count: fc.integer({ min: 1, max: 9 }), length: fc.integer({ min: 9, max: 40 }) });

it('bounds every posting by one of the peaks, and every peak is a posting', () => {
  fc.assert(
    fc.property(fc.array(posting, { minLength: 1, maxLength: 60 }), (postings) => {
      const docs = Uint32Array.from(postings.keys());
      const counts = postings.map(({ count }) => count);
      const peaks = peaksOf(
        docs,
        counts,
        Uint32Array.from(postings, ({ length }) => length),
      );
      const pairs = Array.from({ length: peaks.length / 2 }, (_, at) => peaks.slice(2 * at, 2 * at + 2));
      for (const { count, length } of postings) {
        expect(pairs.some(([most = 0, shortest = 0]) => most >= count && shortest <= length)).toBe(true);
      }
      for (const [most, shortest] of pairs) {
        expect(postings).toContainEqual({ count: most, length: shortest });
      }
    }),
  );
});
