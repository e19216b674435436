import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { familyScore } from '../../../src/methods/self-rag/familyScore.ts';
import { type Family, relevance, support, utility } from '../../../src/methods/self-rag/tokens.ts';

/** The score of a family whose tokens have these probabilities, in the order of the family. */
function scoreOf(family: Family, ...p: readonly number[]): number {
  const ln = Object.fromEntries(Object.keys(family).map((token, n) => [token, Math.log(p[n] ?? 0)]));
  return familyScore(family, { ln, scale: 'absolute' }).value;
}

const probability = fc.double({ min: 1e-12, max: 1, noNaN: true });

describe('App. A.3', () => {
  test('s(IsRel) = p(Relevant) ÷ (p(Relevant) + p(Irrelevant))', () => {
    expect(scoreOf(relevance, 0.6, 0.2)).toBeCloseTo(0.75, 12);
    expect(scoreOf(relevance, 1, 0)).toBe(1);
    expect(scoreOf(relevance, 0, 1)).toBe(0);
  });

  test('s(IsSup) = (p(Fully) + 0.5 p(Partially)) ÷ S: one-hot gives 1, 0.5 and 0', () => {
    expect([scoreOf(support, 1, 0, 0), scoreOf(support, 0, 1, 0), scoreOf(support, 0, 0, 1)]).toEqual([
      1, 0.5, 0,
    ]);
    expect(scoreOf(support, 0.5, 0.3, 0.2)).toBeCloseTo(0.65, 12);
  });

  test.each([0, 1, 2, 3, 4])('s(IsUse) of one-hot %i is (−1, −0.5, 0, 0.5, 1)[i]', (hot) => {
    const oneHot = [0, 1, 2, 3, 4].map((n) => (n === hot ? 1 : 0));
    expect(scoreOf(utility, ...oneHot)).toBe([-1, -0.5, 0, 0.5, 1][hot]);
  });

  test('s(IsUse) of (.05, .05, .1, .3, .5) is .575', () => {
    expect(scoreOf(utility, 0.05, 0.05, 0.1, 0.3, 0.5)).toBeCloseTo(0.575, 12);
  });
});

describe('properties', () => {
  test.each([
    ['relevance', relevance, 0, 1],
    ['support', support, 0, 1],
    ['utility', utility, -1, 1],
  ] as const)('%s stays within its bounds', (_, family, least, most) => {
    const size = Object.keys(family).length;
    fc.assert(
      fc.property(fc.array(probability, { minLength: size, maxLength: size }), (p) => {
        const score = scoreOf(family, ...p);
        expect(score).toBeGreaterThanOrEqual(least - 1e-12);
        expect(score).toBeLessThanOrEqual(most + 1e-12);
      }),
    );
  });

  test('scaling all probabilities changes nothing', () => {
    fc.assert(
      fc.property(probability, probability, fc.double({ min: 1e-6, max: 1, noNaN: true }), (p, q, scale) => {
        expect(scoreOf(relevance, p * scale, q * scale)).toBeCloseTo(scoreOf(relevance, p, q), 9);
      }),
    );
  });
});

describe('what a server could not tell', () => {
  const ln = { '[Fully supported]': Math.log(0.6) };

  test('is practically zero, and its bound gives the range of the score', () => {
    const score = familyScore(support, { ln, scale: 'absolute', atMost: Math.log(0.2) });
    expect(score.value).toBe(1);
    expect(score.most).toBe(1);
    // Both untold tokens at their bound: (.6 + .5·.2) ÷ (.6 + .2 + .2).
    expect(score.least).toBeCloseTo(0.7, 12);
  });

  test('is bounded by what is left of 1', () => {
    const score = familyScore(relevance, {
      ln: { '[Relevant]': Math.log(0.9) },
      scale: 'absolute',
      mass: 0.9,
    });
    expect(score.least).toBeCloseTo(0.9, 9);
  });

  test('without any bound it cannot be scored', () => {
    expect(() => familyScore(support, { ln, scale: 'absolute' })).toThrow(
      /no probability of \[Partially supported\], \[No support/,
    );
  });

  test('a family of which nothing was told may have any score', () => {
    const score = familyScore(relevance, { ln: {}, scale: 'absolute', atMost: -20 });
    expect([score.value, score.least, score.most]).toEqual([0.5, 0, 1]);
  });
});
