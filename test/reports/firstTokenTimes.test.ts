import { expect, test } from 'vitest';
import type { Served } from '../../src/ports/backend.ts';
import type { Step } from '../../src/ports/step.ts';
import { firstTokenTimes } from '../../src/reports/firstTokenTimes.ts';
import { summarise } from '../../src/reports/summarise.ts';
import { latencyTable } from '../../src/reports/tables/latencyTables.ts';
import { makeRun } from '../support/makeRun.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

function generate(served: Served): Step {
  const usage = { promptTokens: 1, outputTokens: 1 };
  return {
    kind: 'generate',
    at: 0,
    ms: 1,
    role: 'reader',
    prompt: 'p',
    text: 't',
    finish: 'stop',
    usage,
    served,
  };
}
const model = (firstTokenMs?: number): Step =>
  generate({
    by: 'model',
    queuedMs: 0,
    ms: 9,
    retries: [],
    ...(firstTokenMs !== undefined && { firstTokenMs }),
  });

test('are told of each call that tells, nested ones too', () => {
  const steps: readonly Step[] = [
    model(3),
    { kind: 'within', at: 0, ms: 1, stage: 'turn', label: '1', steps: [model(5), model()] },
    generate({ by: 'log', key: 'k' }),
  ];
  expect(firstTokenTimes(steps)).toEqual([3, 5]);
});

test('stand in the latency table where some system has them, and nowhere else', async () => {
  const tableOf = async (steps: readonly Step[]) => {
    const folder = await temporaryFolder();
    await makeRun(folder, {
      questions: 20,
      systems: ['a', 'b'],
      record: ({ system, position }) => ({ steps: system === 'a' && position > 0 ? steps : [] }),
    });
    const summary = await summarise(folder, {});
    const [dataset] = summary.datasets;
    if (dataset === undefined) throw new Error('The run has no dataset.');
    return latencyTable(summary, dataset);
  };
  const { columns, rows } = await tableOf([model(4), model(6)]);
  const values = (row: number) =>
    columns.flatMap(({ name }, n) => (name.startsWith('first token') ? [rows[row]?.[n]?.value] : []));
  // 38 calls: too few for the 95th and 99th percentile.
  expect(values(0)).toEqual([5, 5, null, null]);
  expect(values(1)).toEqual([null, null, null, null]);
  expect((await tableOf([model()])).columns.map(({ name }) => name)).not.toContain('first token mean');
});
