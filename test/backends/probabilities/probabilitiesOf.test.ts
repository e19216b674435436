import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Look,
  probabilitiesOf,
  type Sight,
  type Wanted,
} from '../../../src/backends/probabilities/probabilitiesOf.ts';

const ids: Readonly<Record<string, number>> = { R: 1, N: 2, C: 3, x: 4, y: 5 };
const wanted = ['R', 'N'].map((text) => ({ text, id: ids[text] ?? 0 }));

function sight(p: Readonly<Record<string, number>>, change: Partial<Sight> = {}): Sight {
  return {
    alternatives: Object.entries(p).map(([text, value]) => ({
      id: ids[text] ?? 0,
      text,
      logprob: Math.log(value),
    })),
    scale: 'absolute',
    ...change,
  };
}

/** The wanted tokens, where nothing depends on probabilities below `p`. */
function above(p: number): readonly Wanted[] {
  return wanted.map((each) => ({ ...each, floor: Math.log(p) }));
}

/** Self-RAG's released rule: ln p(R) ÷ (ln p(R) + ln p(N)) > τ. */
function retrieves(ln: Readonly<Record<string, number>>, threshold = 0.2): string {
  const [r, n] = [ln['R'] ?? Number.NaN, ln['N'] ?? Number.NaN];
  return r / (r + n) > threshold ? 'retrieve' : 'answer';
}

function looks(...told: readonly (Sight | undefined)[]): {
  readonly all: readonly Look[];
  readonly taken: number[];
} {
  const taken: number[] = [];
  const all = told.map((each, n): Look => async () => {
    taken.push(n);
    return each;
  });
  return { all, taken };
}

describe('probabilities of given tokens', () => {
  test('absolute and conditional values fall on different sides of the rule, and never pass for one another', async () => {
    const absolute = await probabilitiesOf(wanted, looks(sight({ R: 0.4, N: 0.1, x: 0.3 })).all);
    const conditional = await probabilitiesOf(
      wanted,
      looks(sight({ R: 0.8, N: 0.2 }, { scale: 'conditional' })).all,
    );
    const score = (ln: Readonly<Record<string, number>>) =>
      (ln['R'] ?? 0) / ((ln['R'] ?? 0) + (ln['N'] ?? 0));
    expect(score(absolute.ln)).toBeCloseTo(0.285, 3);
    expect(score(conditional.ln)).toBeCloseTo(0.122, 3);
    expect(retrieves(absolute.ln)).toBe('retrieve');
    expect(retrieves(conditional.ln)).toBe('answer');
    expect(absolute.scale).toBe('absolute');
    expect(conditional.scale).toBe('conditional');
  });

  test('conditional values become absolute through a token that both looks saw', async () => {
    const { all } = looks(
      sight({ R: 0.4, x: 0.3, y: 0.2 }, { topK: 3 }),
      sight({ R: 0.8, N: 0.2 }, { scale: 'conditional' }),
    );
    const { ln, scale } = await probabilitiesOf(wanted, all);
    expect(scale).toBe('absolute');
    expect(Math.exp(ln['R'] ?? 0)).toBeCloseTo(0.4, 12);
    expect(Math.exp(ln['N'] ?? 0)).toBeCloseTo(0.1, 12);
  });

  test('the first look that shows all ends the search, with the mass that was seen', async () => {
    const { all, taken } = looks(sight({ R: 0.4, N: 0.1, x: 0.3 }), sight({ R: 0.1, N: 0.1 }));
    const { mass } = await probabilitiesOf(wanted, all);
    expect(taken).toEqual([0]);
    expect(mass).toBeCloseTo(0.8, 12);
  });

  test('a token that nobody showed is absent, below the least that was reported', async () => {
    const { ln, atMost } = await probabilitiesOf(
      wanted,
      looks(sight({ R: 0.5, x: 0.3, y: 0.1 }, { topK: 3 }), undefined).all,
    );
    expect(ln).toEqual({ R: Math.log(0.5) });
    expect(atMost).toBeCloseTo(Math.log(0.1), 12);
  });

  test('the sampled token beside the top k does not lower the bound', async () => {
    const { atMost } = await probabilitiesOf(
      wanted,
      looks(sight({ R: 0.5, x: 0.3, y: 0.001 }, { topK: 2 })).all,
    );
    expect(atMost).toBeCloseTo(Math.log(0.3), 12);
  });

  test('chosen ids bound nothing', async () => {
    const { atMost } = await probabilitiesOf(wanted, looks(sight({ R: 0.5 })).all);
    expect(atMost).toBeUndefined();
  });

  test('an unseen token that may lie above the floor is looked for further', async () => {
    const unsure = looks(sight({ R: 0.6, x: 0.2 }, { topK: 2 }), sight({ N: 0.01 }));
    const { ln } = await probabilitiesOf(above(0.1), unsure.all);
    expect(unsure.taken).toEqual([0, 1]);
    expect(Math.exp(ln['N'] ?? 0)).toBeCloseTo(0.01, 12);
  });

  test('one that cannot is left untold with its bound, and no further look is taken', async () => {
    const sure = looks(sight({ R: 0.9, x: 0.05 }, { topK: 2 }), sight({ N: 0.01 }));
    const { ln, atMost } = await probabilitiesOf(above(0.1), sure.all);
    expect(sure.taken).toEqual([0]);
    expect(ln).not.toHaveProperty('N');
    expect(atMost).toBeCloseTo(Math.log(0.05), 12);
  });

  test('a bound that is the floor itself settles nothing', async () => {
    const edge = looks(sight({ R: 0.9, x: 0.1 }, { topK: 2 }), sight({ N: 0.01 }));
    await probabilitiesOf(above(0.1), edge.all);
    expect(edge.taken).toEqual([0, 1]);
  });

  test('with a floor, every token is told, bounded below it, or all looks were taken', async () => {
    const p = fc.double({ min: 1e-9, max: 0.2, noNaN: true });
    const told = fc
      .tuple(
        fc.subarray(['R', 'N', 'C', 'x', 'y'], { minLength: 1 }),
        fc.array(p, { minLength: 5, maxLength: 5 }),
      )
      .map(([names, values]) => Object.fromEntries(names.map((name, n) => [name, values[n] ?? 0.1])));
    const look = fc.option(
      fc.record({
        told,
        ranked: fc.boolean(),
        scale: fc.constantFrom('absolute' as const, 'absolute' as const, 'conditional' as const),
      }),
      { nil: undefined },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(look, { maxLength: 5 }), p, async (plan, floor) => {
        const { all, taken } = looks(
          ...plan.map((each) =>
            each === undefined
              ? undefined
              : sight(each.told, {
                  scale: each.scale,
                  ...(each.ranked && { topK: Object.keys(each.told).length }),
                }),
          ),
        );
        const { ln, atMost } = await probabilitiesOf(above(floor), all);
        const settled = ['R', 'N'].every(
          (token) => token in ln || (atMost !== undefined && atMost < Math.log(floor)),
        );
        expect(settled || taken.length === plan.length).toBe(true);
        // Nor is more asked than is needed: the looks are taken in order, from the first.
        expect(taken).toEqual(taken.map((_, n) => n));
      }),
    );
  });

  test('ids decide, not texts: two tokens may read alike', async () => {
    const twins: Sight = {
      alternatives: [
        { id: 9, text: 'R', logprob: Math.log(0.7) },
        { id: 1, text: '', logprob: Math.log(0.2) },
        { id: 2, text: '', logprob: Math.log(0.1) },
      ],
      scale: 'absolute',
    };
    const { ln } = await probabilitiesOf(wanted, looks(twins).all);
    expect(ln).toEqual({ R: Math.log(0.2), N: Math.log(0.1) });
  });

  test('without ids an empty text is nobody', async () => {
    const nameless: Sight = { alternatives: [{ text: '', logprob: -1 }], scale: 'absolute' };
    const { ln } = await probabilitiesOf([{ text: '' }], looks(nameless).all);
    expect(ln).toEqual({});
  });
});
