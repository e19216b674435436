import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { holm } from '../../src/statistics/holm.ts';

// statsmodels 0.15.0: multipletests(p, method='holm')[1]
test.each([
  [
    [0.01, 0.04, 0.03, 0.005],
    [0.03, 0.06, 0.06, 0.02],
  ],
  [
    [0.2, 0.001, 0.001, 0.9, 0.04, 0.012],
    [0.4, 0.006, 0.006, 0.9, 0.12, 0.048],
  ],
])('corrects %j as statsmodels does', (p, expected) => {
  holm(p).forEach((corrected, index) => expect(corrected).toBeCloseTo(expected[index] ?? Number.NaN, 12));
});

test('one test needs no correction, none give none', () => {
  expect(holm([0.03])).toEqual([0.03]);
  expect(holm([])).toEqual([]);
});

test('a corrected p is at least the plain one, at most 1, and keeps the order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (p) => {
      const pairs = holm(p).map((corrected, index) => ({ corrected, plain: p[index] ?? Number.NaN }));
      expect(pairs.every(({ corrected, plain }) => corrected >= plain && corrected <= 1)).toBe(true);
      pairs.sort((a, b) => a.plain - b.plain || a.corrected - b.corrected);
      expect(pairs.map((pair) => pair.corrected)).toEqual(
        pairs.map((pair) => pair.corrected).sort((a, b) => a - b),
      );
    }),
  );
});
