import { expect, test } from 'vitest';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';
import { shuffle } from '../../src/statistics/shuffle.ts';

test('the order is the documented one, and the input stays as it was', () => {
  const items = [0, 1, 2, 3, 4, 5, 6, 7];
  expect(shuffle(items, keyedRandom(7, 'shuffle'))).toEqual([1, 5, 2, 4, 3, 0, 6, 7]);
  expect(items).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('every order of three comes up about as often: chi-squared below its 1 - 1e-6 quantile', () => {
  const random = keyedRandom(5);
  const counts = new Map<string, number>();
  for (let time = 0; time < 12_000; time++) {
    const order = shuffle(['a', 'b', 'c'], random).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  expect([...counts.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)).toBeLessThan(35.9);
});

test.each([[[]], [['only']]])('%j has one order', (items) => {
  expect(shuffle(items, keyedRandom(1))).toEqual(items);
});
