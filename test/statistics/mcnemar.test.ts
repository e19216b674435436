import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';
import { mcnemar } from '../../src/statistics/mcnemar.ts';

// statsmodels 0.15.0: mcnemar([[0, won], [lost, 0]], exact=True).pvalue
test.each([
  [0, 0, 1],
  [1, 0, 1],
  [5, 1, 0.21875],
  [10, 3, 0.09228515625],
  [12, 12, 1],
  [13, 12, 1],
  [40, 22, 0.030015864349067285],
  [300, 240, 0.011050481081929898],
  [3000, 2700, 7.457315554470385e-5],
])('%i won and %i lost has the p of statsmodels', (won, lost, expected) => {
  expect(mcnemar(won, lost) / expected).toBeCloseTo(1, 10);
});

test('it is symmetric, above 0 and at most 1', () => {
  const count = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(count, count, (won, lost) => {
      const p = mcnemar(won, lost);
      expect(p).toBe(mcnemar(lost, won));
      expect(p).toBeGreaterThan(0);
      expect(p).toBeLessThanOrEqual(1);
    }),
  );
});

test('it falls as the gap widens', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), (won, gap) => {
      const lost = won + gap;
      expect(mcnemar(won - 1, lost + 1)).toBeLessThan(mcnemar(won, lost));
    }),
  );
});

test('a lopsided table of thousands gives 0 or nearly, never a negative or undefined number', () => {
  expect(mcnemar(7405, 0)).toBeGreaterThanOrEqual(0);
  expect(mcnemar(7405, 0)).toBeLessThan(1e-300);
});

test('of 2,000 comparisons of a system with its like, about 5 % are called different at 0.05', () => {
  const random = keyedRandom(11, 'A/A');
  let rejected = 0;
  for (let trial = 0; trial < 2000; trial++) {
    let won = 0;
    let lost = 0;
    for (let question = 0; question < 200; question++) {
      const [first, second] = [random.unit() < 0.4, random.unit() < 0.4];
      if (first && !second) won++;
      if (second && !first) lost++;
    }
    if (mcnemar(won, lost) <= 0.05) rejected++;
  }
  // Binomial(2000, 0.05): 100 expected, 144 is 4.5 standard deviations above. The test is discrete: it may reject less.
  expect(rejected).toBeLessThan(144);
  expect(rejected).toBeGreaterThan(40);
});
