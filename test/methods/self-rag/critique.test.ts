import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { critique } from '../../../src/methods/self-rag/critique.ts';
import { relevance, support, utility } from '../../../src/methods/self-rag/tokens.ts';
import type { Token } from '../../../src/ports/backend.ts';

const watched = (p: Readonly<Record<string, number>>): Pick<Token, 'watched'> => ({
  watched: {
    ln: Object.fromEntries(Object.entries(p).map(([token, value]) => [token, Math.log(value)])),
    scale: 'absolute',
  },
});

/** The worked example: relevance .6 and .2, support .5, .3, .2, utility .05, .05, .1, .3, .5, mean ln p −0.2. */
const tokens: readonly Token[] = [
  { text: '[Relevant]', logprob: -0.1, ...watched({ '[Relevant]': 0.6, '[Irrelevant]': 0.2 }) },
  { text: 'Ann Lee.', logprob: -0.4 },
  {
    text: '[Fully supported]',
    logprob: -0.2,
    ...watched({
      '[Fully supported]': 0.5,
      '[Partially supported]': 0.3,
      '[No support / Contradictory]': 0.2,
    }),
  },
  {
    text: '[Utility:5]',
    logprob: -0.1,
    ...watched({
      '[Utility:1]': 0.05,
      '[Utility:2]': 0.05,
      '[Utility:3]': 0.1,
      '[Utility:4]': 0.3,
      '[Utility:5]': 0.5,
    }),
  },
];
const even = { relevance: 1, support: 1, utility: 1 };
const total = (told: readonly Token[], settings: Parameters<typeof critique>[1]): number =>
  critique({ segment: told, all: told, shown: true }, settings).total.value;

describe('the worked example (Eq. 3 and 4)', () => {
  test('the parts', () => {
    const parts = critique(
      { segment: tokens, all: tokens, shown: true },
      { weights: even, sequenceScore: 'geometric-mean' },
    );
    expect(parts.relevance).toBeCloseTo(0.75, 12);
    expect(parts.support).toBeCloseTo(0.65, 12);
    expect(parts.utility).toBeCloseTo(0.575, 12);
    expect(parts.sequence).toBeCloseTo(Math.exp(-0.2), 12);
  });

  test('short form with weights 1/1/1: 2.7937', () => {
    expect(total(tokens, { weights: even, sequenceScore: 'geometric-mean' })).toBeCloseTo(2.7937, 4);
  });

  test('short form with weights 1/1/0.5: 2.5062', () => {
    expect(
      total(tokens, { weights: { ...even, utility: 0.5 }, sequenceScore: 'geometric-mean' }),
    ).toBeCloseTo(2.5062, 4);
  });

  test('without sequence score and utility, as the long-form script has it: 1.4', () => {
    expect(total(tokens, { weights: { ...even, utility: 0 }, sequenceScore: 'off' })).toBeCloseTo(1.4, 12);
  });

  test('with the product, as Eq. 3 is written: exp(−0.8) in place of exp(−0.2)', () => {
    const difference =
      total(tokens, { weights: even, sequenceScore: 'geometric-mean' }) -
      total(tokens, { weights: even, sequenceScore: 'product' });
    expect(difference).toBeCloseTo(Math.exp(-0.2) - Math.exp(-0.8), 12);
  });
});

describe('what was not written', () => {
  const off = { weights: even, sequenceScore: 'off' } as const;

  test('no support token, as behind [Irrelevant]: 0', () => {
    expect(critique({ segment: tokens.toSpliced(2, 1), all: tokens, shown: true }, off).support).toBe(0);
  });

  test('no utility token: 0', () => {
    const short = tokens.slice(0, 3);
    expect(critique({ segment: short, all: short, shown: true }, off).utility).toBe(0);
  });

  test('the utility token may stand behind the segment', () => {
    expect(critique({ segment: tokens.slice(0, 3), all: tokens, shown: true }, off).utility).toBeCloseTo(
      0.575,
      12,
    );
  });

  test('without a passage only utility and p(y) count', () => {
    expect(critique({ segment: tokens, all: tokens, shown: false }, off).total.value).toBeCloseTo(0.575, 12);
  });

  test('an empty generation has p(y) = 1, as in the script', () => {
    expect(
      critique({ segment: [], all: [], shown: true }, { ...off, sequenceScore: 'geometric-mean' }).total
        .value,
    ).toBe(1);
  });

  test('a token without log-probability is an error while it counts', () => {
    const blind = [{ text: 'x' }];
    expect(() => total(blind, { weights: even, sequenceScore: 'geometric-mean' })).toThrow(
      /sequenceScore: off/,
    );
    expect(total(blind, off)).toBe(0);
  });
});

test('f stays within −w(use) and 1 + w(rel) + w(sup) + w(use)', () => {
  const weight = fc.double({ min: 0, max: 3, noNaN: true });
  const p = fc.double({ min: 1e-9, max: 1, noNaN: true });
  const family = (names: object) =>
    fc.record(Object.fromEntries(Object.keys(names).map((name) => [name, p])));
  fc.assert(
    fc.property(
      fc.tuple(weight, weight, weight),
      fc.tuple(family(relevance), family(support), family(utility)),
      fc.double({ min: -5, max: 0, noNaN: true }),
      ([rel, sup, use], [r, s, u], logprob) => {
        const told = [
          { text: '[Relevant]', logprob, ...watched(r) },
          { text: '[Fully supported]', logprob, ...watched(s) },
          { text: '[Utility:1]', logprob, ...watched(u) },
        ];
        const score = total(told, {
          weights: { relevance: rel, support: sup, utility: use },
          sequenceScore: 'geometric-mean',
        });
        expect(score).toBeGreaterThanOrEqual(-use - 1e-9);
        expect(score).toBeLessThanOrEqual(1 + rel + sup + use + 1e-9);
      },
    ),
  );
});
