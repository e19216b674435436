import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { churn } from '../../../src/scoring/variance/churn.ts';

const lists = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')), {
  minLength: 2,
  maxLength: 5,
});
const k = fc.integer({ min: 1, max: 7 });

describe('churn', () => {
  it('is the share that two lists do not share, of the longer', () => {
    expect(
      churn(
        [
          ['a', 'b', 'c'],
          ['c', 'd'],
        ],
        5,
      ).value,
    ).toBeCloseTo(2 / 3, 12);
  });

  it('is the mean over unordered pairs', () => {
    expect(churn([['a'], ['a'], ['b']], 5).value).toBeCloseTo(2 / 3, 12);
  });

  it('looks at the first k only', () => {
    expect(
      churn(
        [
          ['a', 'b'],
          ['a', 'c'],
        ],
        1,
      ).value,
    ).toBe(0);
    expect(
      churn(
        [
          ['a', 'b'],
          ['a', 'c'],
        ],
        2,
      ).value,
    ).toBe(0.5);
  });

  it('counts two empty lists 0, and tells how many pairs these are', () => {
    expect(churn([[], [], ['a']], 5)).toEqual({ value: 2 / 3, emptyPairs: 1 });
    expect(churn([[], [], []], 5)).toEqual({ value: 0, emptyPairs: 3 });
  });

  it('does not apply to fewer than two environments', () => {
    const value = { notApplicable: 'there are fewer than two environments' };
    expect(churn([['a']], 5)).toEqual({ value, emptyPairs: 0 });
    expect(churn([], 5)).toEqual({ value, emptyPairs: 0 });
  });

  it('lies between 0 and 1, and does not mind the order of environments or passages', () => {
    fc.assert(
      fc.property(lists, k, (all, depth) => {
        const value = Number(churn(all, depth).value);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(churn(all.toReversed(), depth).value).toBeCloseTo(value, 12);
        const shuffled = all.map((list) => list.slice(0, depth).toReversed());
        expect(churn(shuffled, depth).value).toBeCloseTo(value, 12);
      }),
    );
  });

  it('is 0 exactly where all environments agree', () => {
    fc.assert(
      fc.property(lists, k, (all, depth) => {
        const sets = new Set(all.map((list) => list.slice(0, depth).toSorted().join()));
        expect(churn(all, depth).value === 0).toBe(sets.size === 1);
      }),
    );
  });
});
