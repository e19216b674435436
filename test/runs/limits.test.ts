import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/ports/manifest.ts';
import { reportTables } from '../../src/reports/reportTables.ts';
import { summarise } from '../../src/reports/summarise.ts';
import { toy } from '../support/modelServer/openToy.ts';
import { startHttp, type Answering } from '../support/modelServer/startHttp.ts';
import { vllmServer } from '../support/modelServer/vllm.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { ranExperiment } from './ranExperiment.ts';

const healthy = vllmServer(toy({ say: '1808', context: 4000 }));

/** A server that refuses its first questions. */
function overloaded(refusals: number): Answering {
  let left = refusals;
  return (asked, response) => {
    const isQuestion = /Where was|When was/.test(JSON.stringify(asked.body));
    return isQuestion && /completions/.test(asked.path) && left-- > 0
      ? { status: 429, headers: { 'retry-after': '0' }, json: { error: { message: 'busy' } } }
      : healthy(asked, response);
  };
}

function limitsOf({ servers }: Manifest): readonly (readonly (readonly [number, string])[])[] {
  return (servers?.[0]?.limits ?? []).map((changes) => changes.map(({ limit, because }) => [limit, because]));
}

describe('the limit of calls in flight', () => {
  test('is in the manifest with its history, and the cells that it moved in are marked', async () => {
    const folder = await temporaryFolder();
    const { url } = await startHttp(overloaded(2));
    const { manifest } = await ranExperiment(folder, url, {
      questions: 40,
      systems: [{ use: 'closed-book' }, { use: 'extractive', source: 'gold' }],
    });
    expect(manifest.status).toBe('complete');
    expect(limitsOf(manifest)).toEqual([
      [
        [4, 'start'],
        [2, 'overloaded'],
        [3, 'restored'],
        [4, 'restored'],
      ],
    ]);
    const times = manifest.servers?.[0]?.limits[0]?.map(({ at }) => at) ?? [];
    expect(times).toEqual([...times].sort());
    const written = JSON.parse(await readFile(path.join(folder, 'r', 'run.json'), 'utf8')) as Manifest;
    expect(written.servers).toEqual(manifest.servers);

    const summary = await summarise(path.join(folder, 'r'));
    const latency = reportTables(summary).find(({ kind }) => kind === 'latency');
    expect(latency?.rows.map((row) => [row[0]?.text, row.at(-1)?.text])).toEqual([
      ['closed-book', 'no'],
      ['extractive', 'yes'],
    ]);
    expect(latency?.notes).toContainEqual(
      expect.stringMatching(/^Latency not comparable: closed-book\. .*refused: 2;/),
    );
    const cell = summary.datasets[0]?.cells.find(({ system }) => system === 'closed-book');
    expect(cell?.latency.limited).toBeGreaterThan(4);
    expect(cell?.latency.limited).toBeLessThan(40);
  });

  test('that never moved leaves every cell comparable', async () => {
    const folder = await temporaryFolder();
    const { url } = await startHttp(healthy);
    const { manifest } = await ranExperiment(folder, url);
    expect(limitsOf(manifest)).toEqual([[[4, 'start']]]);
    const latency = reportTables(await summarise(path.join(folder, 'r'))).find(
      ({ kind }) => kind === 'latency',
    );
    expect(latency?.rows.map((row) => row.at(-1)?.text)).toEqual(['yes']);
  });

  test('is kept for each process and each shard of a run', async () => {
    const folder = await temporaryFolder();
    const { url } = await startHttp(overloaded(1));
    for (const index of [1, 2])
      await ranExperiment(folder, url, { questions: 8 }, { shard: { index, of: 2 } });
    const again = { resume: true, shard: { index: 2, of: 2 } };
    const { manifest } = await ranExperiment(folder, url, { questions: 8 }, again);
    const [first, second] = limitsOf(manifest);
    expect(first?.slice(0, 2)).toEqual([
      [4, 'start'],
      [2, 'overloaded'],
    ]);
    expect(second).toEqual([
      [4, 'start'],
      [4, 'start'],
    ]);
  });

  test('survives a crash: what was written stands in the manifest of the run that goes on', async () => {
    const folder = await temporaryFolder();
    const { url } = await startHttp(healthy);
    await ranExperiment(folder, url);
    // As a process leaves it that was killed while it wrote.
    await appendFile(
      path.join(folder, 'r', 'limits.main.jsonl'),
      '{"server":"gpu","at":"2026-01-01T00:00:00.000Z","limit":2,"because":"overloaded"}\n{"server":"gp',
    );
    const { manifest } = await ranExperiment(folder, url, {}, { resume: true });
    expect(limitsOf(manifest)).toEqual([
      [
        [4, 'start'],
        [2, 'overloaded'],
        [4, 'start'],
      ],
    ]);
  });
});
