import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restoreWeights, storeWeights } from '../../../src/methods/extractive/storedWeights.ts';

describe('storeWeights', () => {
  test('restores zeros exactly, and signs', () => {
    const restored = restoreWeights(storeWeights(Float32Array.of(0, -1, 0, 0.001)));
    expect([...restored].map(Math.sign)).toEqual([0, -1, 0, 1]);
  });

  test('restores every weight to within one step of its size', () => {
    const weights = fc.float32Array({ min: -2, max: 2, noNaN: true, minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(weights, (given) => {
        const restored = restoreWeights(storeWeights(given));
        const largest = Math.max(...given.map(Math.abs));
        for (const [at, weight] of given.entries()) {
          expect(Math.abs((restored[at] ?? NaN) - weight)).toBeLessThanOrEqual(largest / 100);
        }
      }),
    );
  });
});
