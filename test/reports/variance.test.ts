import { expect, test } from 'vitest';
import type { PassageRef } from '../../src/ports/step.ts';
import { followedLists } from '../../src/reports/followedLists.ts';
import { summarise } from '../../src/reports/summarise.ts';
import type { VarianceSummary } from '../../src/reports/summary.ts';
import { makeRun, passage, type MadeRun } from '../support/makeRun.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const RECALL = 'recall@2/title/evidence@1';
const EM = 'em/hotpot@1';

const environments = [
  { id: 'original', changes: 'nothing' },
  { id: 'reworded', changes: 'retrieval' },
  { id: 'shuffled', changes: 'reader' },
] as const;

async function varianceOf(made: Partial<MadeRun>): Promise<readonly VarianceSummary[]> {
  const folder = await temporaryFolder();
  await makeRun(folder, {
    questions: 4,
    systems: ['a'],
    environments,
    scorers: [EM, RECALL],
    record: () => ({}),
    ...made,
  });
  return (await summarise(folder)).datasets[0]?.variance ?? [];
}

const lists = (...list: readonly PassageRef[]) => ({ lists: { first: list, evidence: list, shown: list } });

test('churn compares retrieval environments alone, with recall at the same list and rank beside it', async () => {
  const [variance] = await varianceOf({
    record: ({ environment }) => ({
      ...(environment === 'original'
        ? lists(passage('p1'), passage('p2'))
        : lists(passage('p1'), passage('p3'))),
      scores: { [EM]: 1, [RECALL]: environment === 'original' ? 1 : 0.5 },
    }),
  });
  expect(variance?.lists).toEqual([
    expect.objectContaining({ list: 'first', k: 5, churn: 0.5, quality: { scorer: EM, mean: 1 } }),
    {
      list: 'evidence',
      k: 2,
      environments: ['original', 'reworded'],
      questions: 4,
      churn: 0.5,
      emptyPairs: 0,
      overlap: expect.closeTo(0.55, 12),
      tau: null,
      quality: { scorer: RECALL, mean: 0.75 },
    },
  ]);
});

test('pieces of one passage are one passage', async () => {
  const [variance] = await varianceOf({
    record: ({ environment }) =>
      environment === 'original'
        ? lists(passage('p1'), passage('p2'))
        : lists(passage('p1'), passage('p1'), passage('p2')),
  });
  expect(variance?.lists.map(({ churn }) => churn)).toEqual([0, 0]);
});

test('empty lists do not churn, and are told apart', async () => {
  const [variance] = await varianceOf({ record: () => lists() });
  expect(variance?.lists[0]).toMatchObject({ churn: 0, emptyPairs: 1, overlap: 1, tau: null });
});

test('questions that are not answered in every environment are left out', async () => {
  const [variance] = await varianceOf({
    record: ({ environment, position }) =>
      environment === 'reworded' && position === 0
        ? { status: 'skipped', because: 'unsupported' }
        : { ...lists(passage('p')), scores: { [EM]: 1 } },
  });
  expect(variance?.lists[0]?.questions).toBe(3);
  expect(variance?.measures[0]).toMatchObject({ scorer: EM, questions: 3 });
});

test('answers vary over all environments, retrieval measures over those that can move a ranking', async () => {
  const [variance] = await varianceOf({
    record: ({ environment, position }) => ({
      ...lists(passage('p')),
      scores: {
        [EM]: Number(environment !== 'shuffled' || position > 0),
        [RECALL]: environment === 'original' ? 1 : 0,
      },
    }),
  });
  const [em, recall] = variance?.measures ?? [];
  expect(em).toMatchObject({
    scorer: EM,
    environments: ['original', 'reworded', 'shuffled'],
    questions: 4,
    mean: 11 / 12,
    flip: 0.25,
    spreadQuestion: expect.closeTo(Math.sqrt(1 / 3) / 4, 12),
    spreadMean: expect.closeTo(Math.sqrt(1 / 48), 12),
  });
  expect(recall).toMatchObject({
    environments: ['original', 'reworded'],
    spreadMean: expect.closeTo(Math.SQRT1_2, 12),
  });
});

test('one environment has no variance', async () => {
  expect(await varianceOf({ environments: [{ id: 'original', changes: 'nothing' }] })).toEqual([]);
});

test('reader environments alone do not churn', async () => {
  const [variance] = await varianceOf({
    environments: [environments[0], environments[2]],
    record: () => ({ scores: { [EM]: 1 } }),
  });
  expect(variance?.lists).toEqual([]);
  expect(variance?.measures).toHaveLength(1);
});

test('the lists that are followed are those of the retrieval measures, recall before others', () => {
  expect(
    followedLists(
      [
        'em/hotpot@1',
        'hit@5/title/evidence@1',
        'recall@5/title/evidence@1',
        'recall@2/title/evidence@1',
        'recall@5/title/shown@1',
        'mrr/title/first@1',
      ],
      'em/hotpot@1',
    ),
  ).toEqual([
    { list: 'first', k: 5, quality: 'em/hotpot@1' },
    { list: 'evidence', k: 2, quality: 'recall@2/title/evidence@1' },
    { list: 'evidence', k: 5, quality: 'recall@5/title/evidence@1' },
  ]);
});
