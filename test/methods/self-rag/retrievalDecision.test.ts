import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retrievalDecision } from '../../../src/methods/self-rag/retrievalDecision.ts';
import type { Watched } from '../../../src/ports/backend.ts';

const rule = { retrieve: 'threshold', threshold: 0.2 } as const;

function told(yes: number, no: number, goOn = 0.001): Watched {
  const ln = {
    '[Retrieval]': Math.log(yes),
    '[No Retrieval]': Math.log(no),
    '[Continue to Use Evidence]': Math.log(goOn),
  };
  return { ln, scale: 'absolute' };
}

const by = (decision: 'paper' | 'released', yes: number, threshold: number, no = 1 - yes): boolean =>
  retrievalDecision(told(yes, no), '[Retrieval]', { ...rule, decision, threshold }).retrieve;

describe("the paper's decision: p(R) ÷ (p(R) + p(N)) > τ (App. A.3)", () => {
  test.each([
    [0.19, false],
    [0.21, true],
    [0.9, true],
  ])('flips at τ = 0.2: p(R) = %d', (yes, retrieve) => {
    expect(by('paper', yes, 0.2)).toBe(retrieve);
  });

  test('continue is not in the quotient', () => {
    const { because } = retrievalDecision(told(0.3, 0.1, 0.6), '[Retrieval]', { ...rule, decision: 'paper' });
    expect(because['paper']).toBeCloseTo(0.75, 12);
  });
});

describe('the released decision: the same of log-probabilities (run_short_form.py:74-81)', () => {
  test.each([
    [0.1, 0.8243],
    [0.2, 0.7245],
    [0.3, 0.6431],
    [0.5, 0.5],
  ])('with τ = %d it retrieves below p(R) = %d and not above', (threshold, flip) => {
    expect(by('released', flip - 0.0005, threshold)).toBe(true);
    expect(by('released', flip + 0.0005, threshold)).toBe(false);
  });

  test('at τ = 0.5 the two are exact opposites', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (yes) => {
        fc.pre(Math.abs(yes - 0.5) > 1e-9);
        expect(by('released', yes, 0.5)).toBe(!by('paper', yes, 0.5));
      }),
    );
  });

  test('at τ = 0.2 the two agree where p(R) lies between 0.2 and 0.7245, and nowhere else', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (yes) => {
        fc.pre(Math.abs(yes - 0.2) > 0.001 && Math.abs(yes - 0.7245) > 0.001);
        expect(by('released', yes, 0.2) === by('paper', yes, 0.2)).toBe(yes > 0.2 && yes < 0.7245);
      }),
    );
  });

  test('is refused on conditional probabilities, which the paper takes', () => {
    const watched: Watched = { ...told(0.6, 0.3), scale: 'conditional' };
    expect(() => retrievalDecision(watched, '[Retrieval]', { ...rule, decision: 'released' })).toThrow(
      /"decision: paper"/,
    );
    expect(retrievalDecision(watched, '[Retrieval]', { ...rule, decision: 'paper' }).retrieve).toBe(true);
  });
});

describe('the other modes', () => {
  test.each([
    ['always', '[No Retrieval]', true],
    ['never', '[Retrieval]', false],
    ['generated', '[Retrieval]', true],
    ['generated', '[No Retrieval]', false],
    ['generated', '[Continue to Use Evidence]', false],
  ] as const)('%s, where %s is written: %s', (retrieve, written, expected) => {
    const settings = { decision: 'paper', retrieve, threshold: 0.2 } as const;
    expect(retrievalDecision(told(0.5, 0.4), written, settings).retrieve).toBe(expected);
  });

  test('record the probabilities, so that any threshold can be tried on the records', () => {
    const settings = { decision: 'paper', retrieve: 'never', threshold: 0.2 } as const;
    expect(retrievalDecision(told(0.5, 0.4, 0.05), '[Retrieval]', settings).because).toEqual({
      mode: 'never',
      paper: expect.closeTo(0.5 / 0.9, 12),
      threshold: 0.2,
      'ln p[Retrieval]': Math.log(0.5),
      'ln p[No Retrieval]': Math.log(0.4),
      'ln p[Continue to Use Evidence]': Math.log(0.05),
      scale: 'absolute',
      written: '[Retrieval]',
    });
  });
});

describe('untold tokens', () => {
  const paper = { ...rule, decision: 'paper' } as const;
  const only = (token: string, p: number, atMost: number): Watched => ({
    ln: { [token]: Math.log(p) },
    scale: 'absolute',
    atMost: Math.log(atMost),
  });

  test('a bound that cannot change the decision is recorded as such', () => {
    const { retrieve, because } = retrievalDecision(
      only('[No Retrieval]', 0.9, 0.01),
      '[No Retrieval]',
      paper,
    );
    expect(retrieve).toBe(false);
    expect(because['untold']).toBe('cannot change it');
  });

  test('a bound that could change it is recorded as such', () => {
    // .3 ÷ (.3 + .6) = .33 > .2, and 0 ÷ .6 is not.
    const { retrieve, because } = retrievalDecision(
      only('[No Retrieval]', 0.6, 0.3),
      '[No Retrieval]',
      paper,
    );
    expect(retrieve).toBe(false);
    expect(because).toMatchObject({ untold: 'could change it', atMost: Math.log(0.3) });
  });

  test('a server that tells none of the three is an error that names the way out', () => {
    expect(() => retrievalDecision({ ln: {}, scale: 'absolute', atMost: -3 }, 'The', paper)).toThrow(
      /"critique: prompted"/,
    );
  });
});
