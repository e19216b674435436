import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lossOf } from '../../../../training/extractive/lossOf.ts';

const scores = fc.float64Array({ min: -30, max: 30, noNaN: true, minLength: 2, maxLength: 6 });

describe('lossOf', () => {
  test('is the logarithm of the number of equal candidates for each right one', () => {
    expect(lossOf(Float64Array.of(3, 3, 3, 3), [1]).loss).toBeCloseTo(Math.log(4), 12);
    expect(lossOf(Float64Array.of(3, 3, 3, 3), [1, 2]).loss).toBeCloseTo(Math.log(2), 12);
  });

  test('stays finite however small a right score is', () => {
    expect(lossOf(Float64Array.of(0, -2000), [1]).loss).toBeCloseTo(2000, 6);
  });

  test('has a derivative that agrees with small differences', () => {
    fc.assert(
      fc.property(scores, fc.nat(), (given, which) => {
        const at = which % given.length;
        const { gradient } = lossOf(given, [0]);
        const moved = (by: number): number => lossOf(given.with(at, (given[at] ?? 0) + by), [0]).loss;
        expect(gradient[at]).toBeCloseTo((moved(1e-4) - moved(-1e-4)) / 2e-4, 4);
      }),
    );
  });

  test('has a derivative that sums to nothing', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const sum = lossOf(given, [0, 1]).gradient.reduce((total, value) => total + value, 0);
        expect(sum).toBeCloseTo(0, 9);
      }),
    );
  });
});
