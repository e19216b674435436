import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { spread } from '../../../src/scoring/variance/spread.ts';

const notApplicable = 'there are no questions under at least two environments';

describe('spread', () => {
  it('is the mean deviation over questions, and the deviation of the means', () => {
    const { question, mean, environments, questions } = spread([
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
    expect(question).toBeCloseTo((2 * Math.SQRT1_2) / 3, 12);
    expect(mean).toBe(0);
    expect({ environments, questions }).toEqual({ environments: 2, questions: 3 });
  });

  it('divides by n − 1', () => {
    expect(spread([[1, 2, 3, 4]]).question).toBeCloseTo(Math.sqrt(5 / 3), 12);
    expect(spread([[1, 2, 3, 4]]).mean).toBeCloseTo(Math.sqrt(5 / 3), 12);
  });

  it('does not apply with one environment or no question', () => {
    expect(spread([[1], [0]])).toEqual({
      question: { notApplicable },
      mean: { notApplicable },
      environments: 1,
      questions: 2,
    });
    expect(spread([])).toMatchObject({ question: { notApplicable }, questions: 0 });
  });

  it('refuses rows of different lengths', () => {
    expect(() => spread([[1, 0], [1]])).toThrow(/Question 2 has 1 environments, the first has 2/);
  });

  it('does not change when all values move alike, and grows as they do', () => {
    const table = fc.array(fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(table, (values) => {
        const { question, mean } = spread(values);
        const moved = spread(values.map((row) => row.map((value) => 2 * value + 1)));
        expect(moved.question).toBeCloseTo(2 * Number(question), 9);
        expect(moved.mean).toBeCloseTo(2 * Number(mean), 9);
        expect(Number(mean)).toBeLessThanOrEqual(Number(question) + 1e-9);
      }),
    );
  });
});
