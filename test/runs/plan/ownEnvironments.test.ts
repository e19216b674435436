import { expect, test } from 'vitest';
import { experimentSchema, type WrittenExperiment } from '../../../src/runs/experiment/experimentSchema.ts';
import { makePlan } from '../../../src/runs/plan/makePlan.ts';
import { madeQuestions } from '../../support/madeQuestions.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

async function cellsOf(systems: WrittenExperiment['systems'], environments: ['original'] | ['typos']) {
  const folder = await temporaryFolder();
  const { questions, corpus } = await madeQuestions(folder, 4);
  const datasets = [{ use: 'made', file: questions, corpus }];
  const experiment = experimentSchema.parse({ ragstone: 1, name: 'made', datasets, systems, environments });
  const { signal } = new AbortController();
  const plan = await makePlan(experiment, { from: folder, models: {}, signal, onPhase: () => undefined });
  return plan.datasets.flatMap(({ cells }) => cells.map(({ id }) => id));
}

test('a system is asked in its own environments only, the others in those of the experiment', async () => {
  const systems: WrittenExperiment['systems'] = [
    { use: 'extractive' },
    { use: 'search', environments: ['original', { reword: 'typos', seed: 2 }] },
  ];
  expect(await cellsOf(systems, ['original'])).toEqual([
    'extractive.made.original',
    'search.made.original',
    expect.stringMatching(/^search\.made\.typos/),
  ]);
  const typed = await cellsOf(systems, ['typos']);
  expect(typed.filter((id) => id.startsWith('extractive'))).toEqual([
    expect.stringMatching(/^extractive\.made\.typos/),
  ]);
  expect(typed.filter((id) => id.startsWith('search'))).toHaveLength(2);
});
