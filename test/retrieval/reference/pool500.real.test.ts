import { expect, it } from 'vitest';

import { okapiTop } from './okapiTop.ts';
import { pool500Passages, pool500Rows, type PoolRow } from './pool500.ts';

async function found(): Promise<readonly (PoolRow & { readonly ours: readonly string[] })[]> {
  const passages = await pool500Passages();
  const rows = await pool500Rows('bm25');
  const lists = okapiTop(
    passages.map(({ text }) => text),
    rows.map(({ question }) => question),
    10,
  );
  return rows.map((row, at) => ({
    ...row,
    ours: (lists[at] ?? []).map((position) => passages[position]?.title ?? ''),
  }));
}

it('finds the published top 10 of BM25 for all 500 questions, in order, and the published figures', async () => {
  const rows = await found();
  expect(rows).toHaveLength(500);
  expect(rows.map(({ ours }) => ours)).toStrictEqual(rows.map(({ foundTitles }) => foundTitles.slice(0, 10)));
  const mean = (measure: (gold: readonly string[], ours: readonly string[]) => number): number =>
    rows.reduce((sum, { goldTitles, ours }) => sum + measure(goldTitles, ours), 0) / rows.length;
  const hits = (gold: readonly string[], ours: readonly string[], k: number): number =>
    gold.filter((title) => ours.slice(0, k).includes(title)).length;
  expect(mean((gold, ours) => (hits(gold, ours, 5) > 0 ? 1 : 0))).toBeCloseTo(0.874, 10);
  for (const [k, expected] of [
    [2, 0.14],
    [5, 0.302],
    [10, 0.5],
  ] as const) {
    expect(mean((gold, ours) => (hits(gold, ours, k) === gold.length ? 1 : 0))).toBeCloseTo(expected, 10);
  }
  expect(mean((gold, ours) => hits(gold, ours, 5) / gold.length)).toBeCloseTo(0.588, 10);
  const reciprocalRank = (gold: readonly string[], ours: readonly string[]): number => {
    const rank = 1 + ours.findIndex((title) => gold.includes(title));
    return rank === 0 ? 0 : 1 / rank;
  };
  expect(mean(reciprocalRank)).toBeCloseTo(0.751, 3);
});
