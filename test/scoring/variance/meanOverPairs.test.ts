import { describe, expect, it } from 'vitest';

import { kendallTau } from '../../../src/scoring/variance/kendallTau.ts';
import { meanOverPairs } from '../../../src/scoring/variance/meanOverPairs.ts';

describe('meanOverPairs', () => {
  it('compares each unordered pair once, in order', () => {
    const seen: string[] = [];
    const mean = meanOverPairs(['a', 'b', 'c'], (a, b) => {
      seen.push(a + b);
      return seen.length;
    });
    expect(seen).toEqual(['ab', 'ac', 'bc']);
    expect(mean).toEqual({ value: 2, pairs: 3 });
  });

  it('leaves out pairs to which the comparison does not apply, and counts the others', () => {
    const lists = [['a', 'b'], ['b', 'a'], ['x']];
    expect(meanOverPairs(lists, kendallTau)).toEqual({ value: -1, pairs: 1 });
  });

  it('gives the reason where it applies to none', () => {
    expect(meanOverPairs([['a'], ['b']], kendallTau)).toEqual({
      value: { notApplicable: 'the lists have fewer than two passages in common' },
      pairs: 0,
    });
  });
});
