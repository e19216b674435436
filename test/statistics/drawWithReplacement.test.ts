import { describe, expect, test } from 'vitest';
import { drawWithReplacement } from '../../src/statistics/drawWithReplacement.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';

function drawn(n: number, seed: number): readonly number[] {
  const indices: number[] = [];
  drawWithReplacement(n, keyedRandom(seed), (index) => indices.push(index));
  return indices;
}

describe.each([1, 2, 7, 1000, 65_536, 65_537])('of %i things', (n) => {
  test('it draws as many, all of them among the things', () => {
    const indices = drawn(n, 1);
    expect(indices).toHaveLength(n);
    expect(indices.every((index) => Number.isInteger(index) && index >= 0 && index < n)).toBe(true);
  });
});

test('each of 7 is as likely as the others: chi-squared below its 1 - 1e-6 quantile', () => {
  const counts = new Float64Array(7);
  const random = keyedRandom(9);
  for (let time = 0; time < 10_000; time++) {
    drawWithReplacement(7, random, (index) => {
      counts[index] = (counts[index] ?? 0) + 1;
    });
  }
  expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(38.3);
});

test('the draws are the documented ones', () => {
  expect(drawn(12, 7)).toEqual([5, 7, 8, 7, 5, 0, 0, 1, 6, 2, 11, 10]);
});
