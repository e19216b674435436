import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../src/ports/manifest.ts';
import { madeQuestions } from '../../support/madeQuestions.ts';
import { ragstone, startRagstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const method = path.resolve('test/support/slowMethod.ts');

/** A folder with questions, a corpus and an experiment `e.yaml` of two systems. */
async function prepared(questions: number, settings = '', extra = ''): Promise<string> {
  const home = await temporaryFolder();
  const made = await madeQuestions(home, questions);
  await writeFile(
    path.join(home, 'e.yaml'),
    `ragstone: 1
name: a test
datasets: [{ use: made, file: ${made.questions}, corpus: ${made.corpus} }]
systems:
  - { id: one, use: ${method}, settings: { k: 1${settings} } }
  - { id: gold, use: ${method}, source: gold }
${extra}`,
  );
  return home;
}

async function manifestOf(home: string, run: string): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(home, 'results', run, 'run.json'), 'utf8')) as Manifest;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

async function lineCounts(folder: string): Promise<Readonly<Record<string, number>>> {
  const names = (await readdir(folder)).filter((name) => /^(?:one|gold)\./.test(name));
  const counts = names.map(async (name) => {
    const text = await readFile(path.join(folder, name), 'utf8');
    return [name, text.split('\n').length - 1] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

describe('ragstone run', () => {
  test('prints a table, and writes records, manifest and report', async () => {
    const home = await prepared(12);
    const { status, stdout, stderr } = await ragstone(['run', 'e.yaml', '--run', 'r'], { home });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout).toMatch(/Answers\nSystem +Attempted +Answered/);
    expect(stderr).toMatch(/report +results\/r\/report\.html/);
    expect(await lineCounts(path.join(home, 'results', 'r'))).toEqual({
      'one.made.original.main.jsonl': 12,
      'gold.made.original.main.jsonl': 12,
    });
    const manifest = await manifestOf(home, 'r');
    expect(manifest).toMatchObject({
      status: 'complete',
      datasets: [{ ids: expect.arrayContaining(['q0', 'q11']), corpus: { passages: 12, goldShare: 1 } }],
      retrievers: [{ id: 'bm25', fingerprint: { analyser: 'english@1', k1: 0.9, b: 0.4 } }],
    });
    expect(JSON.stringify(manifest)).not.toContain('lock');
    expect(await readdir(path.join(home, 'results', 'r'))).toEqual(
      expect.arrayContaining(['report.html', 'report.md', 'summary.json', 'questions.made.jsonl']),
    );
  });

  test('flags override the file, and --json prints the summary', async () => {
    const home = await prepared(12);
    const { stdout } = await ragstone(
      ['run', 'e.yaml', '--limit', '3', '--environments', 'original,typos', '--json'],
      { home },
    );
    const result = JSON.parse(stdout) as { summary: { datasets: { questions: number; cells: unknown[] }[] } };
    expect(result.summary.datasets[0]).toMatchObject({ questions: 3 });
    expect(result.summary.datasets[0]?.cells).toHaveLength(4);
  });

  test('tuning on a split that is for testing is warned about', async () => {
    const home = await prepared(5);
    const dryRun = (...flags: readonly string[]) =>
      ragstone(['run', '--limit', '5', '--dry-run', ...flags], { home });
    expect((await dryRun('--tuning')).stdout).toMatch(/note: atlas: the split "test" is for testing/);
    expect((await dryRun()).stdout).not.toMatch(/is for testing/);
  });

  test('--dry-run says what would run and writes nothing', async () => {
    const home = await prepared(5);
    const { status, stdout } = await ragstone(['run', 'e.yaml', '--dry-run'], { home });
    expect(status).toBe(0);
    expect(stdout).toMatch(/2 cells, 10 records/);
    expect(await readdir(home)).not.toContain('results');
  });

  test('the same report is written again, byte for byte', async () => {
    const home = await prepared(8);
    await ragstone(['run', 'e.yaml', '--run', 'r'], { home });
    const folder = path.join(home, 'results', 'r');
    const files = (await readdir(folder)).filter((name) => /\.(?:html|csv|md)$|^summary/.test(name));
    const read = (): Promise<readonly string[]> =>
      Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')));
    const before = await read();
    expect((await ragstone(['report', 'r'], { home })).status).toBe(0);
    expect(files.length).toBeGreaterThan(4);
    expect(await read()).toEqual(before);
  });

  test('a question without gold passages is skipped by a system over gold, and counted', async () => {
    const home = await prepared(3);
    const file = path.join(home, 'questions.jsonl');
    const lines = (await readFile(file, 'utf8'))
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    delete lines[1]?.['titles'];
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    await ragstone(['run', 'e.yaml', '--run', 'r'], { home });
    const records = await readFile(path.join(home, 'results', 'r', 'gold.made.original.main.jsonl'), 'utf8');
    expect(records).toMatch(/"question":"q1".*"status":"skipped","because":"no-gold"/);
    expect((await manifestOf(home, 'r')).status).toBe('complete');
  });

  test('TREC runs go out and come in again as the source "saved"', async () => {
    const home = await prepared(6);
    await ragstone(['run', 'e.yaml', '--run', 'r'], { home });
    await ragstone(['report', 'r', '--trec', '--out', 'trec'], { home });
    const trec = path.join(home, 'trec', 'one.made.original.trec');
    expect(await readFile(trec, 'utf8')).toMatch(/^q0 Q0 p0 1 [\d.]+ one\.made\.original\n/);
    const text = await readFile(path.join(home, 'e.yaml'), 'utf8');
    await writeFile(path.join(home, 'e.yaml'), text.replace('source: gold', `source: { saved: ${trec} }`));
    const again = await ragstone(['run', 'e.yaml', '--run', 'saved'], { home });
    expect(again.stderr).not.toMatch(/error/);
    const [first] = (
      await readFile(path.join(home, 'results', 'saved', 'gold.made.original.main.jsonl'), 'utf8')
    ).split('\n');
    expect(first).toMatch(/"found":\[\{"id":"p0"/);
  });

  test('more scorers are added without running again', async () => {
    const home = await prepared(6);
    await ragstone(['run', 'e.yaml', '--run', 'r'], { home });
    const { status, stderr } = await ragstone(
      ['score', 'r', '--scorer', 'recall@1/title/first@1,mrr/title/first@1'],
      { home },
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(/12 records scored/);
    const summary = await readFile(path.join(home, 'results', 'r', 'summary.json'), 'utf8');
    expect(summary).toMatch(/recall@1\/title\/first@1/);
  });
});

describe('stopping and going on', () => {
  test('the first Ctrl-C finishes what is begun; --resume does the rest', async () => {
    const home = await prepared(40, ', ms: 25');
    const running = startRagstone(['run', 'e.yaml', '--run', 'r'], { home });
    while (!(await namesIn(path.join(home, 'results', 'r'))).some((name) => name.startsWith('one.')))
      await sleep(5);
    running.process.kill('SIGINT');
    const { status, stderr } = await running.finished;
    expect(status).toBe(130);
    expect(stderr).toMatch(/Finish it with: ragstone run --resume r/);
    const stopped = await manifestOf(home, 'r');
    expect(stopped.status).toBe('interrupted');
    const resumed = await ragstone(['run', '--resume'], { home });
    expect(resumed.status).toBe(0);
    expect((await manifestOf(home, 'r')).status).toBe('complete');
    expect(await lineCounts(path.join(home, 'results', 'r'))).toEqual({
      'one.made.original.main.jsonl': 40,
      'gold.made.original.main.jsonl': 40,
    });
  });

  test('the second Ctrl-C stops at once, with status 130', async () => {
    const home = await prepared(4, ', ms: 20000');
    const running = startRagstone(['run', 'e.yaml', '--run', 'r'], { home });
    while (!(await namesIn(path.join(home, 'results', 'r'))).includes('texts.main.jsonl')) await sleep(5);
    await sleep(200);
    running.process.kill('SIGINT');
    while (!running.said().includes('again to stop at once')) await sleep(5);
    const before = performance.now();
    running.process.kill('SIGINT');
    expect((await running.finished).status).toBe(130);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('shards side by side complete one run', async () => {
    const home = await prepared(30);
    const shards = ['1/3', '2/3', '3/3'].map((shard) =>
      ragstone(['run', 'e.yaml', '--run', 'r', '--shard', shard], { home }),
    );
    const ended = await Promise.all(shards);
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect((await manifestOf(home, 'r')).status).toBe('complete');
    const counts = Object.values(await lineCounts(path.join(home, 'results', 'r')));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
  });

  test('--resume refuses other data and names what differs', async () => {
    const home = await prepared(10);
    await ragstone(['run', 'e.yaml', '--run', 'r'], { home });
    const file = path.join(home, 'questions.jsonl');
    await writeFile(file, (await readFile(file, 'utf8')).replace('Where was', 'Whence came'));
    const { status, stderr } = await ragstone(['run', '--resume', 'r'], { home });
    expect(status).toBe(2);
    expect(stderr).toMatch(/error \(mismatch\).*field "datasets".*another experiment/);
  });

  test('--retry-failed asks again what a method failed at', async () => {
    const home = await prepared(6, ', failsOn: Person');
    const first = await ragstone(['run', 'e.yaml', '--run', 'r'], { home });
    expect(first.status).toBe(0);
    const again = await ragstone(['run', '--resume', 'r', '--retry-failed'], { home });
    expect(again.status).toBe(0);
    expect((await lineCounts(path.join(home, 'results', 'r')))['one.made.original.main.jsonl']).toBe(12);
    const summary = JSON.parse(await readFile(path.join(home, 'results', 'r', 'summary.json'), 'utf8')) as {
      datasets: { cells: { system: string; counts: Record<string, number> }[] }[];
    };
    expect(summary.datasets[0]?.cells.find(({ system }) => system === 'one')?.counts).toMatchObject({
      attempted: 6,
      failedByMethod: 6,
    });
  });
});
