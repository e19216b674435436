import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { kendallTau } from '../../../src/scoring/variance/kendallTau.ts';

/** One id a letter. */
const letters = (text: string): readonly string[] => text.split('');

const list = fc.uniqueArray(fc.constantFrom(...letters('abcdefghij')));

describe('kendallTau', () => {
  // Values of scipy.stats.kendalltau over the ranks of what both hold.
  it.each([
    ['abcdefg', 'gfedcba', -1],
    ['abcdefgh', 'badcfehg', 0.7142857142857142],
    ['abcdxyz', 'dqcwab', -0.6666666666666669],
  ])('of %s and %s is %d', (a, b, expected) => {
    expect(kendallTau(letters(a), letters(b))).toBeCloseTo(expected, 12);
  });

  it.each([
    ['', ''],
    ['ab', 'cd'],
    ['ab', 'bc'],
  ])('does not apply to %j and %j', (a, b) => {
    expect(kendallTau(letters(a), letters(b))).toEqual({
      notApplicable: 'the lists have fewer than two passages in common',
    });
  });

  it('is symmetric, and turns its sign when one list is reversed', () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        const tau = kendallTau(a, b);
        fc.pre(typeof tau === 'number');
        expect(kendallTau(b, a)).toBeCloseTo(tau, 12);
        expect(kendallTau(a, b.toReversed())).toBeCloseTo(-tau, 12);
      }),
    );
  });

  it('is 1 where what both hold is in the same order', () => {
    fc.assert(
      fc.property(list, (a) => {
        fc.pre(a.length >= 2);
        expect(kendallTau(a, ['x', ...a, 'y'])).toBe(1);
      }),
    );
  });
});
