import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Score } from '../../../src/ports/scorer.ts';
import { ranking, scoreInput } from '../support/scoreInput.ts';
import { scoreOf } from '../support/scoreOf.ts';

/** Scores a ranking of titles. */
async function ofTitles(name: string, titles: readonly string[], gold: readonly string[]): Promise<Score> {
  const list = ranking(titles.map((title) => ({ title })));
  return await scoreOf(`${name}/title/first@1`, scoreInput({ gold: { titles: gold }, list }));
}

describe('measures over gold titles', () => {
  const list = ['x', 'A', 'A', 'y', 'B'];

  it.each([
    ['hit@1', 0],
    ['hit@2', 1],
    ['recall@1', 0],
    ['recall@2', 0.5],
    ['recall@4', 0.5],
    ['recall@5', 1],
    ['recall', 1],
    ['all-found@4', 0],
    ['all-found@5', 1],
    ['mrr@1', 0],
    ['mrr@5', 0.5],
    ['ndcg@1', 0],
    ['ndcg@5', (1 / Math.log2(3) + 1 / Math.log2(6)) / (1 + 1 / Math.log2(3))],
    ['ndcg@2', 1 / Math.log2(3) / (1 + 1 / Math.log2(3))],
    ['ndcg', (1 / Math.log2(3) + 1 / Math.log2(6)) / (1 + 1 / Math.log2(3))],
  ])('give %s %f', async (name, expected) => {
    expect(await ofTitles(name, list, ['A', 'B'])).toBeCloseTo(expected, 12);
  });

  it('count several passages with one title once', async () => {
    expect(await ofTitles('recall@3', ['A', 'A', 'A'], ['A', 'B'])).toBe(0.5);
    expect(await ofTitles('ndcg@3', ['A', 'A', 'A'], ['A'])).toBe(1);
  });

  it('count a gold title that is given twice once', async () => {
    expect(await ofTitles('recall@1', ['A'], ['A', 'A'])).toBe(1);
  });

  it('compare titles verbatim', async () => {
    expect(await ofTitles('hit@1', ['the Beatles'], ['The Beatles'])).toBe(0);
  });

  it('reach 1 at k below the number of gold titles only where k is filled', async () => {
    expect(await ofTitles('ndcg@1', ['A', 'x'], ['A', 'B'])).toBe(1);
    expect(await ofTitles('recall@1', ['A', 'x'], ['A', 'B'])).toBe(0.5);
  });

  it('are 0 for an empty list', async () => {
    for (const name of ['hit@5', 'recall@5', 'all-found@5', 'mrr@5', 'ndcg@5']) {
      expect(await ofTitles(name, [], ['A'])).toBe(0);
    }
  });

  it('do not apply without gold titles', async () => {
    const reason = { notApplicable: 'the question has no gold titles' };
    expect(await ofTitles('recall@5', ['A'], [])).toEqual(reason);
    expect(await scoreOf('mrr/title/first@1', scoreInput({ list: ranking([{}]) }))).toEqual(reason);
  });

  it('never fall as k grows, but for nDCG, and lie between 0 and 1', async () => {
    const titles = fc.array(fc.constantFrom('A', 'B', 'C', 'x', 'y'), { maxLength: 8 });
    const gold = fc.uniqueArray(fc.constantFrom('A', 'B', 'C'), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(titles, gold, fc.integer({ min: 1, max: 9 }), async (found, wanted, k) => {
        for (const name of ['hit', 'recall', 'all-found', 'mrr']) {
          const smaller = Number(await ofTitles(`${name}@${k}`, found, wanted));
          const larger = Number(await ofTitles(`${name}@${k + 1}`, found, wanted));
          expect(smaller).toBeGreaterThanOrEqual(0);
          expect(larger).toBeGreaterThanOrEqual(smaller);
          expect(larger).toBeLessThanOrEqual(1);
        }
        const ndcg = Number(await ofTitles(`ndcg@${k}`, found, wanted));
        expect(ndcg).toBeGreaterThanOrEqual(0);
        expect(ndcg).toBeLessThanOrEqual(1 + 1e-12);
      }),
      { numRuns: 30 },
    );
  });
});

describe('measures over gold ids', () => {
  it('look at ids, not titles', async () => {
    const list = ranking([
      { id: 'a', title: 'x' },
      { id: 'b', title: 'a' },
    ]);
    const input = scoreInput({ gold: { passages: ['b'], titles: ['x'] }, list });
    expect(await scoreOf('mrr/id/first@1', input)).toBe(0.5);
    expect(await scoreOf('mrr/title/first@1', input)).toBe(1);
  });

  it('do not apply without gold passages', async () => {
    expect(await scoreOf('hit@5/id/first@1', scoreInput({}))).toEqual({
      notApplicable: 'the question has no gold passages',
    });
  });
});

describe('the named list', () => {
  it.each([
    ['first', 1],
    ['evidence', 0],
    ['shown', 0.5],
  ])('%s is the one that is scored', async (name, expected) => {
    const input = {
      ...scoreInput({ gold: { passages: ['a'] } }),
      lists: {
        first: ranking([{ id: 'a' }]),
        evidence: ranking([]),
        shown: ranking([{ id: 'b' }, { id: 'a' }]),
      },
    };
    expect(await scoreOf(`mrr@5/id/${name}@1`, input)).toBe(expected);
  });
});
