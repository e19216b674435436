import fc from 'fast-check';
import { expect, it } from 'vitest';

import { mergeVocabularies, placesOf } from '../../../src/retrieval/bm25/mergeVocabularies.ts';

const vocabulary = fc
  .uniqueArray(fc.string({ unit: 'binary', maxLength: 3 }))
  .map((terms) => terms.toSorted((a, b) => (a < b ? -1 : 1)));

it('has every term once, in order, and tells where each stands', () => {
  fc.assert(
    fc.property(vocabulary, vocabulary, (a, b) => {
      const merged = mergeVocabularies(a, b);
      expect(merged).toStrictEqual([...new Set([...a, ...b])].sort());
      expect(Array.from(placesOf(b, merged), (place) => merged[place])).toStrictEqual(b);
    }),
  );
});
