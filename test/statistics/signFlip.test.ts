import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';
import { signFlip } from '../../src/statistics/signFlip.ts';

const third = 1 / 3;

describe('exact', () => {
  // scipy 1.17.1: permutation_test((d,), np.mean, permutation_type='samples', n_resamples=np.inf).pvalue
  test.each([
    [[0.5, -0.2, 0.3, 0, 0.8, -0.1, 0.25, 0.4, -0.6, 0.35, 0.05, 0.7], 0.1103515625],
    [[third, 2 / 3, -third, third, -2 / 3, 1, third, 0, 0, -third, 2 / 3, 0.4, -0.4, 0.4, 1], 0.124755859375],
  ])('has the p of SciPy, ties by rounding included', (differences, expected) => {
    expect(signFlip(differences, keyedRandom(1))).toEqual({ p: expected, exact: true });
  });

  test('two systems without a difference have p = 1', () => {
    expect(signFlip([0, 0, 0], keyedRandom(1))).toEqual({ p: 1, exact: true });
    expect(signFlip([], keyedRandom(1))).toEqual({ p: 1, exact: true });
  });

  test('the smallest p of n equal differences is 2 ÷ 2^n', () => {
    expect(signFlip(Array<number>(20).fill(0.1), keyedRandom(1)).p).toBe(2 / 2 ** 20);
  });

  test('equals brute force, whatever the order and direction of the differences', () => {
    const difference = fc.integer({ min: -4, max: 4 }).map((quarters) => quarters / 4);
    fc.assert(
      fc.property(fc.array(difference, { maxLength: 9 }), (differences) => {
        const { p } = signFlip(differences, keyedRandom(1));
        expect(p).toBeCloseTo(bruteForce(differences), 12);
        expect(signFlip(differences.map((value) => -value).reverse(), keyedRandom(2)).p).toBe(p);
      }),
    );
  });
});

describe('Monte Carlo', () => {
  const sixty = Array.from({ length: 60 }, (_, i) => (((i * 37) % 101) - 45) / 100);

  test('comes within four standard errors of SciPy’s p from 999,999 resamples', () => {
    // scipy 1.17.1, n_resamples=999999, rng=np.random.default_rng(1): 0.239692
    const { p, exact } = signFlip(sixty, keyedRandom(3));
    expect(exact).toBe(false);
    expect(Math.abs(p - 0.239692)).toBeLessThan(4 * Math.sqrt((0.24 * 0.76) / 10_000));
  });

  test('is never 0: the observed signs count as one of the resamples', () => {
    expect(signFlip(Array<number>(100).fill(1), keyedRandom(1), 999).p).toBe(1 / 1000);
  });

  test('the same stream gives the same p', () => {
    expect(signFlip(sixty, keyedRandom(4), 500)).toEqual(signFlip(sixty, keyedRandom(4), 500));
  });

  test('of 1,000 comparisons of a system with its like, 5 % are called different at 0.05', () => {
    const random = keyedRandom(12, 'A/A');
    let rejected = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const differences = Array.from({ length: 40 }, () => random.unit() - random.unit());
      if (signFlip(differences, random, 399).p <= 0.05) rejected++;
    }
    // Binomial(1000, 0.05): 50 expected, standard deviation 6.9; 4.5 of them either way.
    expect(rejected).toBeGreaterThan(19);
    expect(rejected).toBeLessThan(81);
  });
});

function bruteForce(differences: readonly number[]): number {
  const sums = differences.reduce<readonly number[]>(
    (all, value) => all.flatMap((sum) => [sum + value, sum - value]),
    [0],
  );
  const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  return sums.filter((sum) => Math.abs(sum) >= observed - 1e-9).length / sums.length;
}
