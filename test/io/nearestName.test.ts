import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { nearestName } from '../../src/io/nearestName.ts';

describe('nearestName', () => {
  it.each([
    ['datsets', 'datasets'],
    ['retreiver', 'retrievers'],
    ['SYSTEMS', 'systems'],
    ['sed', 'seed'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearestName(typed, ['systems', 'datasets', 'retrievers', 'seed'])).toBe(meant);
  });

  it('prefers the nearer of two', () => {
    expect(nearestName('f1/squat@1', ['f1/hotpot@1', 'em/squad@1', 'f1/squad@1'])).toBe('f1/squad@1');
  });

  it('prefers the earlier of two that are equally near', () => {
    expect(nearestName('cat', ['bat', 'hat'])).toBe('bat');
  });

  it('suggests nothing when nothing is near', () => {
    expect(nearestName('temperature', ['seed', 'score', 'cache'])).toBeUndefined();
  });

  it('suggests nothing without candidates', () => {
    expect(nearestName('seed', [])).toBeUndefined();
  });

  it('finds a name that is there', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (names) => {
        expect(nearestName(names.at(-1) ?? '', names)).toBe(names.at(-1));
      }),
    );
  });

  it('finds a longer name in which one character was dropped', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,20}$/), fc.nat({ max: 19 }), (name, at) => {
        const typed = name.slice(0, at % name.length) + name.slice((at % name.length) + 1);
        expect(nearestName(typed, [name, 'QQQQQQQQQQQQQQQQQQQQQQQQQQQQ'])).toBe(name);
      }),
    );
  });
});
