import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { rankBiasedOverlap } from '../../../src/scoring/variance/rankBiasedOverlap.ts';

/** One id a letter. */
const letters = (text: string): readonly string[] => text.split('');

const list = fc.uniqueArray(fc.constantFrom(...letters('abcdefghij')));
const weight = fc.double({ min: 0.05, max: 0.99, noNaN: true });

/** Equation 32 term by term, every overlap counted anew. */
function byDefinition(a: readonly string[], b: readonly string[], p: number): number {
  const [s, l] = [Math.min(a.length, b.length), Math.max(a.length, b.length)];
  const shared = (d: number) => a.slice(0, d).filter((id) => b.slice(0, d).includes(id)).length;
  let sum = 0;
  for (let d = 1; d <= l; d++) sum += (shared(d) / d) * p ** d;
  for (let d = s + 1; d <= l; d++) sum += ((shared(s) * (d - s)) / (s * d)) * p ** d;
  return ((1 - p) / p) * sum + ((shared(l) - shared(s)) / l + shared(s) / s) * p ** l;
}

describe('rankBiasedOverlap', () => {
  // Values of the Python package rbo 0.1.3, RankingSimilarity.rbo_ext.
  it.each([
    ['abcdefg', 'gfedcba', 0.9, 0.6382395000000001],
    ['abc', 'abcdefg', 0.9, 1],
    ['abcde', 'xaybzc', 0.9, 0.469305],
    ['ab', 'cd', 0.9, 0],
    ['abcdefghij', 'bacdxyzhij', 0.98, 0.7003844303992726],
    ['abcdef', 'abcxyzdef', 0.5, 0.9596447172619048],
    ['abcd', 'abcd', 0.9, 1],
  ])('of %s and %s with p = %d is %d', (a, b, p, expected) => {
    expect(rankBiasedOverlap(letters(a), letters(b), p)).toBeCloseTo(expected, 12);
  });

  it('takes p = 0.9 unless told', () => {
    expect(rankBiasedOverlap(['a', 'b'], ['b', 'a'])).toBe(rankBiasedOverlap(['a', 'b'], ['b', 'a'], 0.9));
  });

  it('is 1 of two empty lists and 0 of an empty list and another', () => {
    expect(rankBiasedOverlap([], [])).toBe(1);
    expect(rankBiasedOverlap([], ['a'])).toBe(0);
  });

  it.each([0, 1, -0.1, 1.5, NaN])('refuses p = %d', (p) => {
    expect(() => rankBiasedOverlap(['a'], ['a'], p)).toThrow(/between 0 and 1/);
  });

  it('follows its definition', () => {
    fc.assert(
      fc.property(list, list, weight, (a, b, p) => {
        fc.pre(a.length > 0 && b.length > 0);
        expect(rankBiasedOverlap(a, b, p)).toBeCloseTo(byDefinition(a, b, p), 9);
      }),
    );
  });

  it('is symmetric and lies between 0 and 1', () => {
    fc.assert(
      fc.property(list, list, weight, (a, b, p) => {
        const value = rankBiasedOverlap(a, b, p);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(rankBiasedOverlap(b, a, p)).toBe(value);
      }),
    );
  });

  it('is 1 of a list and itself', () => {
    fc.assert(
      fc.property(list, weight, (a, p) => {
        expect(rankBiasedOverlap(a, a, p)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('is 0 exactly where nothing is shared', () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        fc.pre(a.length > 0);
        expect(rankBiasedOverlap(a, b) === 0).toBe(!a.some((id) => b.includes(id)));
      }),
    );
  });

  it('minds a change at the top more than one at the bottom', () => {
    const original = letters('abcdefgh');
    const top = rankBiasedOverlap(original, letters('xbcdefgh'));
    expect(top).toBeLessThan(rankBiasedOverlap(original, letters('abcdefgx')));
  });
});
