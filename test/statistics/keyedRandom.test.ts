import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Random } from '../../src/ports/random.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';

const hex = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.uint32().toString(16).padStart(8, '0')).join(' ');

// The vectors of docs/random.md, computed apart from this code in a few lines of Python.
test.each([
  [[7], 'a1b06b51 a4b8be6a 0cdf6b62 16480766 2eca8336 dd49eea5 9681a39e 921cbba8'],
  [[7, 'sample', 'hotpotqa'], 'b2cf0a88 239c06ea a0c4c49e 2f8e3219 868bdc2c 675cb9be 49a51c1e 107840b1'],
  [[0, '1'], 'beeb1605 797aeab8 0d4663a7 03e619ae'],
  [[0, 1], 'a8c21034 323b467d 9b11e785 ad1d311c'],
  [[0, '東京'], '69f71c73 899a7fc2 f5ed6176 42a672fa'],
  [[-1.5, '\ud800'], '5a2dedaa 5f05dfa5 f7c72e56 bb594c35'],
] as const)('the stream of %j is the documented one', ([seed, ...labels], expected) => {
  expect(hex(keyedRandom(seed, ...labels), expected.split(' ').length)).toBe(expected);
});

test('bounded integers are the documented ones', () => {
  const random = keyedRandom(7, 'below');
  expect(Array.from({ length: 12 }, () => random.below(10))).toEqual([2, 8, 6, 0, 6, 8, 4, 7, 9, 8, 5, 5]);
  expect(Array.from({ length: 4 }, () => random.below(3_000_000_000))).toEqual([
    276228793, 2248391525, 2329614557, 1415848170,
  ]);
  expect(random.below(2 ** 32)).toBe(2487326609);
});

test('two streams do not disturb each other', () => {
  const first = keyedRandom(7);
  const other = keyedRandom(8);
  first.uint32();
  other.uint32();
  expect(hex(first, 3)).toBe('a4b8be6a 0cdf6b62 16480766');
});

test('labels that read alike when joined name different streams', () => {
  const starts = [['ab'], ['a', 'b'], ['a,b'], ['a', 'b', ''], ['a"', 'b']].map((labels) =>
    hex(keyedRandom(1, ...labels), 4),
  );
  expect(new Set(starts).size).toBe(starts.length);
});

test('every bounded integer lies below its bound', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.integer(), (bound, seed) => {
      const drawn = keyedRandom(seed).below(bound);
      expect(Number.isInteger(drawn) && drawn >= 0 && drawn < bound).toBe(true);
    }),
  );
});

test('bounded integers are even: chi-squared of 60,000 draws from 6 stays below its 1 - 1e-6 quantile', () => {
  const random = keyedRandom(3, 'dice');
  const counts = new Uint32Array(6);
  for (let draw = 0; draw < 60_000; draw++) {
    const face = random.below(6);
    counts[face] = (counts[face] ?? 0) + 1;
  }
  const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(chiSquared).toBeLessThan(35.9);
});

test('a unit number is the next word as a fraction', () => {
  const word = keyedRandom(7, 'unit').uint32();
  expect(keyedRandom(7, 'unit').unit()).toBe(word / 2 ** 32);
});

test.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])('a bound of %s is refused', (bound) => {
  expect(() => keyedRandom(1).below(bound)).toThrow(/bound from 1 to 2\^32/);
});

test('a seed that is not a finite number is refused', () => {
  expect(() => keyedRandom(Number.NaN)).toThrow(/finite number/);
});
