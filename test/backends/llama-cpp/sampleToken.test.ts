import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleToken } from '../../../src/backends/llama-cpp/sampleToken.ts';

const third = Math.log(1 / 3);
const candidates = [
  [7, Math.log(1 / 6)],
  [8, Math.log(1 / 2)],
  [9, third],
] as const;
const all = { temperature: 1, topP: 1 };

test('temperature 0 takes the most probable', () => {
  expect(sampleToken(candidates, { temperature: 0, topP: 1 }, 0.99)?.[0]).toBe(8);
});

test.each([
  [0, 8],
  [0.49, 8],
  [0.51, 9],
  [0.83, 9],
  [0.84, 7],
  [1 - 2 ** -32, 7],
])('the random number %d falls into the share of token %d', (unit, id) => {
  expect(sampleToken(candidates, all, unit)?.[0]).toBe(id);
});

test('top-p keeps the fewest tokens that have it together, and at least one', () => {
  expect(sampleToken(candidates, { temperature: 1, topP: 0.6 }, 0.99)?.[0]).toBe(9);
  expect(sampleToken(candidates, { temperature: 1, topP: 0.4 }, 0.99)?.[0]).toBe(8);
  expect(sampleToken(candidates, { temperature: 1, topP: 0 }, 0.99)?.[0]).toBe(8);
});

test('temperature comes before top-p', () => {
  // At 2 the shares are .42, .34 and .24: .8 needs all three.
  expect(sampleToken(candidates, { temperature: 2, topP: 0.8 }, 0.99)?.[0]).toBe(7);
  expect(sampleToken(candidates, { temperature: 1, topP: 0.8 }, 0.99)?.[0]).toBe(9);
});

test('there is always a token where there are candidates, whatever constant their ln p have', () => {
  const ln = fc.double({ min: -50, max: 0, noNaN: true });
  const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.array(ln, { minLength: 1, maxLength: 9 }), unit, unit, (lns, topP, drawn) => {
      const told = sampleToken(
        lns.map((each, id) => [id, each] as const),
        { temperature: 0.7, topP },
        drawn,
      );
      expect(told).toBeDefined();
    }),
  );
  expect(sampleToken([], all, 0.5)).toBeUndefined();
});
