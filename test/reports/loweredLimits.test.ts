import { describe, expect, test } from 'vitest';
import type { LimitChange, Manifest } from '../../src/ports/manifest.ts';
import { loweredLimits } from '../../src/reports/loweredLimits.ts';
import { reportTables } from '../../src/reports/reportTables.ts';
import { summarise } from '../../src/reports/summarise.ts';
import { makeRun } from '../support/makeRun.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const change = (second: number, limit: number, because: LimitChange['because']): LimitChange => ({
  at: at(second),
  limit,
  because,
});
const lowered = [
  change(0, 8, 'start'),
  change(10, 4, 'overloaded'),
  change(20, 7, 'restored'),
  change(30, 8, 'restored'),
];

function limited(
  limits: readonly (readonly LimitChange[])[],
  from: number,
  seconds = 1,
  more: { readonly source?: string; readonly models?: readonly string[] } = {},
): boolean {
  const { models = ['m'], ...system } = more;
  const manifest = {
    systems: [
      { id: 's', roles: { reader: 'm' }, ...system },
      { id: 'other', roles: { reader: 'n' } },
    ],
    servers: [{ id: 'gpu', models, limits }],
  } as unknown as Manifest;
  const ms = { total: seconds * 1000, working: 1 };
  return loweredLimits(
    manifest,
    's',
  )({ startedAt: at(from), ms } as Parameters<ReturnType<typeof loweredLimits>>[0]);
}

describe('a record is answered under a lowered limit', () => {
  test('from the lowering until all of it is restored', () => {
    expect([0, 8, 9, 10, 15, 25, 30, 31].map((from) => limited([lowered], from))).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  test('when the limit moves in the middle of it', () => {
    expect(limited([lowered], 1, 60)).toBe(true);
  });

  test('until the next process begins, or to the end', () => {
    const killed = [change(0, 8, 'start'), change(10, 4, 'overloaded')];
    expect(limited([killed], 500)).toBe(true);
    expect(limited([[...killed, change(100, 8, 'start')]], 500)).toBe(false);
  });

  test('whichever writer of the run was held back', () => {
    expect(limited([[change(0, 8, 'start')], lowered], 15)).toBe(true);
  });

  test('only where its system asks that server, by itself or through its retriever', () => {
    expect(limited([lowered], 15, 1, { models: ['n'] })).toBe(false);
    expect(limited([lowered], 15, 1, { models: ['encoder'] })).toBe(false);
    expect(limited([lowered], 15, 1, { models: ['encoder'], source: 'dense' })).toBe(true);
  });
});

test('the report marks the cells whose limit moved, and no others', async () => {
  const folder = await temporaryFolder();
  await makeRun(folder, {
    questions: 12,
    systems: ['slow', 'free'],
    record: ({ system, position }) => ({
      startedAt: at(position * 2),
      ms: { total: 1000, working: 900 },
      spent: { calls: system === 'slow' ? 1 : 0, searches: 1, promptTokens: 0, outputTokens: 0 },
      scores: { 'em/hotpot@1': 1 },
    }),
    manifest: {
      servers: [
        {
          id: 'gpu',
          address: 'http://gpu:8000/',
          models: ['m'],
          examined: { how: 'not', because: 'it is made up' },
          limits: [lowered],
        },
      ],
      systems: ['slow', 'free'].map((id) => ({
        id,
        method: 'made-up',
        summary: 'made up',
        fidelity: 'ours',
        fit: { fits: 'full' },
        settings: {},
        settingsHash: 'abcdef0123456789',
        roles: id === 'slow' ? { reader: 'm' } : {},
      })),
    },
  });
  const summary = await summarise(folder);
  expect(summary.datasets[0]?.cells.map(({ system, latency }) => [system, latency.limited])).toEqual([
    ['slow', 7],
    ['free', 0],
  ]);
  const table = reportTables(summary).find(({ kind }) => kind === 'latency');
  expect(table?.rows.map((row) => [row[0]?.text, row.at(-1)?.text])).toEqual([
    ['slow', 'no'],
    ['free', 'yes'],
  ]);
  expect(table?.notes.filter((note) => note.startsWith('Latency not comparable'))).toEqual([
    expect.stringContaining(
      'slow. Tries that an overloaded server refused: 0; records answered while it took fewer calls at once than declared: 7 of 12.',
    ),
  ]);
});
