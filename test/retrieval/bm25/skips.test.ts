import fc from 'fast-check';
import { expect, it } from 'vitest';

import { findPosting } from '../../../src/retrieval/bm25/findPosting.ts';
import { withSearchAids } from '../../../src/retrieval/bm25/searchAids.ts';
import { shortList, stretchShift } from '../../../src/retrieval/bm25/skips.ts';

const positions = fc.uniqueArray(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 400 });

it('finds the first posting at or after every position, in lists with and without stretches', () => {
  fc.assert(
    fc.property(positions, positions, fc.nat({ max: 5000 }), (first, second, wanted) => {
      const lists = [first, second].map((list) => list.toSorted((a, b) => a - b));
      const docs = Uint32Array.from(lists.flat());
      const starts = Float64Array.of(0, first.length, docs.length);
      const lengths = new Uint32Array(5001).fill(1);
      const postings = withSearchAids({ starts, docs, counts: new Uint8Array(docs.length).fill(1), lengths });
      for (const [term, list] of lists.entries()) {
        const skipsAt = postings.skips.starts[term] ?? 0;
        const start = starts[term] ?? 0;
        const found = findPosting(
          {
            ...postings,
            terms: { units: new Uint16Array(), starts: new Uint32Array(), hashes: new Uint32Array() },
          },
          {
            start,
            end: start + list.length,
            weight: 1,
            most: 1,
            skipsAt: list.length < shortList ? -1 : skipsAt,
            shift: stretchShift(list.length, lengths.length),
          },
          wanted,
        );
        expect(found - start).toBe(list.filter((position) => position < wanted).length);
      }
    }),
  );
});

it('cuts stretches of eight to sixteen postings', () => {
  fc.assert(
    fc.property(fc.integer({ min: 32, max: 1e9 }), fc.integer({ min: 1, max: 100 }), (postings, share) => {
      const passages = postings * share;
      const inStretch = (2 ** stretchShift(postings, passages) * postings) / passages;
      expect(inStretch).toBeGreaterThanOrEqual(8);
      expect(inStretch).toBeLessThanOrEqual(16.1);
    }),
  );
});
