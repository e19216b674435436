import { describe, expect, it } from 'vitest';

import { flip } from '../../../src/scoring/variance/flip.ts';

const notApplicable = 'there are no questions under at least two environments';

describe('flip', () => {
  it('is the share of questions that are right in some environments and wrong in others', () => {
    const correct = [
      [true, true, true],
      [false, false, false],
      [true, false, true],
      [false, false, true],
    ];
    expect(flip(correct)).toEqual({ value: 0.5, environments: 3, questions: 4 });
  });

  it('does not apply with one environment or no question', () => {
    expect(flip([[true]])).toEqual({ value: { notApplicable }, environments: 1, questions: 1 });
    expect(flip([])).toEqual({ value: { notApplicable }, environments: 0, questions: 0 });
  });

  it('refuses rows of different lengths', () => {
    expect(() => flip([[true], [true, false]])).toThrow(/Question 2 has 2 environments, the first has 1/);
  });
});
