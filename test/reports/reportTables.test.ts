import { expect, test } from 'vitest';
import { reportTables } from '../../src/reports/reportTables.ts';
import { summarise } from '../../src/reports/summarise.ts';
import type { Table, TableKind } from '../../src/reports/tables/table.ts';
import { makeRun, passage, twoSteps, type MadeRun } from '../support/makeRun.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const EM = 'em/hotpot@1';
const RECALL = 'recall@1/title/evidence@1';

const made: MadeRun = {
  questions: 40,
  systems: ['base', 'better'],
  scorers: [EM, 'sp-em/hotpot@1', RECALL],
  environments: [
    { id: 'original', changes: 'nothing' },
    { id: 'reworded', changes: 'retrieval' },
  ],
  record: ({ system, position, environment }) => {
    if (system === 'base' && environment === 'original' && position === 39) return undefined;
    const found = [passage(`p${position}-${environment}`)];
    return {
      slices: { kind: position % 2 === 0 ? 'even' : 'odd' },
      lists: { first: found, evidence: found, shown: found },
      steps: twoSteps(found),
      scores: {
        [EM]: Number(system === 'better' || position % 2 === 0),
        'sp-em/hotpot@1': { notApplicable: 'no facts' },
        [RECALL]: 1,
      },
    };
  },
};

async function tablesOf(run: MadeRun): Promise<ReadonlyMap<TableKind, Table>> {
  const folder = await temporaryFolder();
  await makeRun(folder, run);
  return new Map(reportTables(await summarise(folder)).map((table) => [table.kind, table]));
}

test('a full run has a table of each kind, every row as long as its heading', async () => {
  const tables = await tablesOf(made);
  expect([...tables.keys()]).toEqual([
    'results',
    'comparison',
    'retrieval',
    'list-variance',
    'measure-variance',
    'environments',
    'latency',
    'stages',
    'work',
    'slices',
    'records',
  ]);
  for (const { columns, rows } of tables.values()) {
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
    expect(rows.length).toBeGreaterThan(0);
  }
});

test('results say what is best, what differs and what is incomplete, and leave out what nobody has', async () => {
  const results = (await tablesOf(made)).get('results');
  expect(results?.columns.map(({ label }) => label)).toEqual([
    'System',
    'Attempted',
    'Answered',
    'Empty %',
    'Fidelity',
    'EM',
  ]);
  const [base, better] = results?.rows ?? [];
  expect(base?.[0]).toMatchObject({ text: 'base', incomplete: true });
  expect(base?.[4]).toMatchObject({ text: 'ours' });
  expect(base?.[5]).toMatchObject({ text: '51.3', mark: 'second', significant: false });
  expect(better?.[5]).toMatchObject({ text: '100.0', mark: 'best', significant: true });
  expect(results?.notes).toEqual([expect.stringContaining('base is incomplete: 1 records are missing')]);
  expect(results?.caption).toContain('Nothing to measure here: sp-em/hotpot@1');
});

test('latency names the concurrency and says when it cannot be compared', async () => {
  const tables = await tablesOf({
    ...made,
    record: (at) => ({ ...made.record(at), ms: at.system === 'base' ? null : { total: 1, working: 1 } }),
  });
  const latency = tables.get('latency');
  expect(latency?.title).toBe('Latency, c = 1');
  expect(latency?.notes).toEqual([
    expect.stringContaining('Latency of base is not comparable: 0 records were timed'),
  ]);
  expect(tables.get('stages')?.rows.map(([system]) => system?.text)).toEqual(['better', 'better']);
});

test('model calls on a device that nobody declared are not to be compared with other runs', async () => {
  const spent = { calls: 1, searches: 1, promptTokens: 5, outputTokens: 5 };
  const tables = await tablesOf({ ...made, record: () => ({ spent, scores: { [EM]: 1 } }) });
  expect(tables.get('latency')?.notes).toEqual([expect.stringContaining('nobody declared the device')]);
});

test('one system in one environment has neither comparison nor variance', async () => {
  const tables = await tablesOf({
    ...made,
    systems: ['better'],
    environments: [{ id: 'original', changes: 'nothing' }],
  });
  expect([...tables.keys()]).toEqual([
    'results',
    'retrieval',
    'latency',
    'stages',
    'work',
    'slices',
    'records',
  ]);
});

test('a system that only searches stands among those that retrieve, one that only answers in both tables', async () => {
  const no = { notApplicable: 'not its work' };
  const tables = await tablesOf({
    ...made,
    systems: ['base', 'searches', 'never-searches'],
    record: ({ system }) => ({
      scores: {
        [EM]: system === 'searches' ? no : 1,
        'sp-em/hotpot@1': no,
        [RECALL]: system === 'never-searches' ? no : 1,
      },
    }),
  });
  const systems = (kind: TableKind) => tables.get(kind)?.rows.map(([first]) => first?.text);
  expect(systems('results')).toEqual(['base', 'never-searches']);
  expect(systems('retrieval')).toEqual(['base', 'searches', 'never-searches']);
});
