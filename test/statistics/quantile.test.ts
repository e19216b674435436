import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { enoughForPercentile, quantile } from '../../src/statistics/quantile.ts';

// numpy 2.4.6: np.quantile([3, 1, 4, 1, 5, 9, 2, 6, 5, 3], p)
test.each([
  [0, 1],
  [0.025, 1],
  [0.25, 2.25],
  [0.5, 3.5],
  [0.9, 6.3],
  [0.99, 8.73],
  [1, 9],
])('the %s quantile is NumPy’s', (p, expected) => {
  expect(quantile([1, 1, 2, 3, 3, 4, 5, 5, 6, 9], p)).toBeCloseTo(expected, 12);
});

test('a quantile lies between the smallest and the largest value', () => {
  const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.double({ noNaN: true, min: 0, max: 1 }), (unsorted, p) => {
      const sorted = unsorted.sort((a, b) => a - b);
      const value = quantile(sorted, p);
      expect(value).toBeGreaterThanOrEqual(sorted[0] ?? Number.NaN);
      expect(value).toBeLessThanOrEqual(sorted.at(-1) ?? Number.NaN);
    }),
  );
});

test('there is no quantile of nothing', () => {
  expect(quantile([], 0.5)).toBeNaN();
});

test.each([
  [0.5, 20],
  [0.9, 100],
  [0.95, 200],
  [0.99, 1000],
])('percentile %s needs %i values', (p, needed) => {
  expect(enoughForPercentile(needed, p)).toBe(true);
  expect(enoughForPercentile(needed - 1, p)).toBe(false);
});
