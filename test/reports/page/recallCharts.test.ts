import { expect, test } from 'vitest';
import { recallCharts } from '../../../src/reports/page/recallCharts.ts';
import { summarise } from '../../../src/reports/summarise.ts';
import type { Score } from '../../../src/ports/scorer.ts';
import { makeRun } from '../../support/makeRun.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

async function chartsOf(scores: Readonly<Record<string, Readonly<Record<string, Score>>>>) {
  const folder = await temporaryFolder();
  const systems = Object.keys(scores);
  const scorers = [...new Set(Object.values(scores).flatMap((own) => Object.keys(own)))];
  await makeRun(folder, {
    questions: 3,
    systems,
    scorers,
    record: ({ system }) => ({ scores: scores[system] ?? {} }),
  });
  const [dataset] = (await summarise(folder)).datasets;
  return dataset === undefined ? [] : recallCharts(dataset, 0);
}

test('measures after several turns are a curve of progress, without systems of one round', async () => {
  const oneRound = { notApplicable: 'the system works in one round' };
  const charts = await chartsOf({
    standard: { 'recall/title/turn1@1': oneRound, 'recall/title/turn2@1': oneRound },
    'im-rag': { 'recall/title/turn1@1': 0.5, 'recall/title/turn2@1': 1 },
  });
  expect(charts).toMatchObject([
    {
      kind: 'lines',
      title: 'Progress by turn: Recall',
      x: 'turn',
      series: [
        {
          name: 'im-rag',
          points: [
            { x: 1, y: 50 },
            { x: 2, y: 100 },
          ],
        },
      ],
    },
  ]);
});

test('measures at several k are a curve over k, others are bars', async () => {
  const charts = await chartsOf({
    one: { 'recall@1/title/first@1': 0, 'recall@5/title/first@1': 1, 'mrr/title/first@1': 0.5 },
  });
  expect(charts.map(({ kind, title }) => [kind, title])).toEqual([
    ['lines', 'Recall@k first over k'],
    ['bars', 'Retrieval by measure'],
  ]);
});
