import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { weightedSums } from '../../src/statistics/weightedSums.ts';

test('the weights of equal values are added up, whichever value is the most frequent', () => {
  const place = fc.record({
    value: fc.constantFrom(0, 0.5, 1, -1),
    weight: fc.integer({ min: 0, max: 2 ** 40 }),
  });
  fc.assert(
    fc.property(fc.array(place), (places) => {
      const expected = new Map<number, number>();
      for (const { value, weight } of places) expected.set(value, (expected.get(value) ?? 0) + weight);
      expected.delete(0);
      const told = new Map<number, number>();
      const all = places.reduce((sum, { weight }) => sum + weight, 0);
      const weights = Float64Array.from(places, ({ weight }) => weight);
      const values = Float64Array.from(places, ({ value }) => value);
      weightedSums(values).forEach(weights, all, (value, weight) => told.set(value, weight));
      expect(told).toEqual(expected);
    }),
  );
});
