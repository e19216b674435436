import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { normalised } from '../../../src/retrieval/fusion/normalised.ts';
import { reciprocalRanks } from '../../../src/retrieval/fusion/reciprocalRanks.ts';
import { weightedSum } from '../../../src/retrieval/fusion/weightedSum.ts';
import { idsOf, ranking } from '../ranking.ts';

const lists = fc.array(
  fc.uniqueArray(fc.constantFrom(...'abcdefgh'.split('')), { maxLength: 8 }).chain((ids) =>
    fc
      .array(fc.integer({ min: -20, max: 20 }), { minLength: ids.length, maxLength: ids.length })
      .map((scores) =>
        ranking(
          ids,
          scores.toSorted((a, b) => b - a),
        ),
      ),
  ),
  { minLength: 1, maxLength: 4 },
);

describe('reciprocal rank fusion', () => {
  it('adds 1 / (60 + rank) over the lists that hold a passage', () => {
    const fused = reciprocalRanks([ranking('abc'), ranking('cad')], 60);
    expect(idsOf(fused)).toStrictEqual(['a', 'c', 'b', 'd']);
    const expected = [1 / 61 + 1 / 62, 1 / 63 + 1 / 61, 1 / 62, 1 / 63];
    for (const [n, { score }] of fused.entries()) expect(score).toBeCloseTo(expected[n] ?? 0, 15);
  });

  it('looks at ranks only', () => {
    const far = ranking('ab', [1000, 0.001]);
    expect(reciprocalRanks([far, ranking('b')], 60)).toStrictEqual(
      reciprocalRanks([ranking('ab'), ranking('b')], 60),
    );
  });

  it('breaks ties by the best rank in any list, then by id', () => {
    expect(idsOf(reciprocalRanks([ranking('yx'), ranking('xy')], 60))).toStrictEqual(['x', 'y']);
    // With k = 0, rank 1 in one list counts as much as rank 2 in both.
    const fused = reciprocalRanks([ranking('ad'), ranking('bd')], 0);
    expect(idsOf(fused)).toStrictEqual(['a', 'b', 'd']);
    expect(fused.map(({ score }) => score)).toStrictEqual([1, 1, 1]);
  });

  it('counts a passage that a list holds twice at its first rank', () => {
    expect(reciprocalRanks([ranking('aba')], 60).map(({ score }) => score)).toStrictEqual([1 / 61, 1 / 62]);
  });

  it('does not depend on the order of the lists, to the last bit', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const scores = (found: typeof all) =>
          reciprocalRanks(found, 60).map(({ passage, score }) => [passage.id, score]);
        expect(scores(all.toReversed())).toStrictEqual(scores(all));
      }),
    );
  });

  it('leaves one list as it is', () => {
    fc.assert(
      fc.property(lists, ([only = []]) => {
        expect(idsOf(reciprocalRanks([only], 60))).toStrictEqual(idsOf(only));
      }),
    );
  });
});

describe('weighted sum', () => {
  it('adds min-max scores times their weights; what a list lacks counts 0', () => {
    const fused = weightedSum([ranking('abc', [10, 6, 2]), ranking('bd', [3, 1])], [0.25, 0.75], 'min-max');
    expect(fused.map(({ passage, score }) => [passage.id, score])).toStrictEqual([
      ['b', 0.875],
      ['a', 0.25],
      ['d', 0],
      ['c', 0],
    ]);
  });

  it('counts what a list lacks as its last passage under z', () => {
    const fused = weightedSum([ranking('ab', [2, 0]), ranking('ca', [5, 1])], [1, 1], 'z');
    expect(fused.map(({ passage, score }) => [passage.id, score])).toStrictEqual([
      ['a', 0],
      ['c', 0],
      ['b', -2],
    ]);
  });

  it('follows one list alone where the others weigh nothing', () => {
    fc.assert(
      fc.property(lists, fc.constantFrom('min-max' as const, 'z' as const), (all, how) => {
        const [first = []] = all;
        const fused = weightedSum(all, [1, 0, 0, 0], how);
        const own = fused.filter(({ passage }) => idsOf(first).includes(passage.id));
        const before = new Map(first.map(({ passage, score }) => [passage.id, score]));
        const scores = own.map(({ passage }) => before.get(passage.id) ?? 0);
        expect(scores).toStrictEqual(scores.toSorted((a, b) => b - a));
      }),
    );
  });

  it('does not change when a part counts in another unit', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 6 }), (all, power) => {
        const scaled = all.map((list) =>
          list.map((each) => ({ ...each, score: each.score * 2 ** power + 4 })),
        );
        const weights = all.map((_, n) => n + 1);
        expect(idsOf(weightedSum(scaled, weights, 'min-max'))).toStrictEqual(
          idsOf(weightedSum(all, weights, 'min-max')),
        );
      }),
    );
  });

  it('holds every passage once', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const fused = idsOf(weightedSum(all, [1, 1, 1, 1], 'z'));
        expect(fused.toSorted()).toStrictEqual([...new Set(all.flatMap(idsOf))].sort());
      }),
    );
  });
});

describe('normalised scores', () => {
  it('gives a lone passage 1 by min-max, not what was not found gets', () => {
    expect(normalised([7], 'min-max')).toStrictEqual({ scores: [1], absent: 0 });
  });

  it('gives equal scores nothing by z, whatever rounding leaves', () => {
    expect(normalised([0.1, 0.1, 0.1], 'z')).toStrictEqual({ scores: [0, 0, 0], absent: 0 });
  });

  it.each(['min-max', 'z'] as const)('says nothing of an empty list by %s', (how) => {
    expect(normalised([], how)).toStrictEqual({ scores: [], absent: 0 });
  });
});
