import fc from 'fast-check';
import { expect, it } from 'vitest';

import { topK } from '../../../src/retrieval/bm25/topK.ts';

it('keeps the best, ties by position', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 6 })), fc.integer({ min: 1, max: 12 }), (scores, k) => {
      const best = topK(k);
      for (const [position, score] of scores.entries()) best.offer(position, score);
      const expected = scores
        .map((score, position) => ({ position, score }))
        .sort((a, b) => b.score - a.score || a.position - b.position)
        .slice(0, k);
      expect(best.sorted()).toStrictEqual(expected);
    }),
  );
});

it('says what a score must exceed to enter', () => {
  const best = topK(2);
  best.offer(0, 5);
  expect(best.threshold).toBe(0);
  best.offer(1, 3);
  expect(best.threshold).toBe(3);
  best.offer(2, 4);
  expect(best.threshold).toBe(4);
});
