import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { writeReport } from '../../src/reports/writeReport.ts';
import { makeRun, passage, twoSteps, type MadeRun } from '../support/makeRun.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const EM = 'em/hotpot@1';
const hostile = '</script><script>alert(1)</script>\u202E|=1+1';

const made: MadeRun = {
  questions: 12,
  systems: ['base', '=HYPERLINK("x")'],
  scorers: [EM],
  record: ({ system, position }) => ({
    answer: { text: hostile },
    text: hostile,
    lists: {
      first: [passage('p', hostile)],
      evidence: [passage('p', hostile)],
      shown: [passage('p', hostile)],
    },
    steps: twoSteps([passage('p', hostile)]),
    scores: { [EM]: Number(system === 'base' || position % 2 === 0) },
  }),
  manifest: { name: hostile, warnings: [hostile] },
};

async function written(
  run: MadeRun = made,
): Promise<{ readonly folder: string; readonly files: ReadonlyMap<string, string> }> {
  const folder = await temporaryFolder();
  await makeRun(folder, run);
  return { folder, files: await report(folder) };
}

async function report(folder: string, out = folder): Promise<ReadonlyMap<string, string>> {
  const { files } = await writeReport(folder, { out });
  return new Map(
    await Promise.all(
      files.map(async (name) => [name, await readFile(path.join(out, name), 'utf8')] as const),
    ),
  );
}

test('it writes numbers, page, Markdown and a CSV file a table', async () => {
  const { folder, files } = await written();
  expect([...files.keys()]).toEqual([
    'summary.json',
    'report.html',
    'report.md',
    'results-made.csv',
    'comparison-made.csv',
    'latency-made.csv',
    'stages-made.csv',
    'work-made.csv',
    'records-made.csv',
  ]);
  expect(JSON.parse(files.get('summary.json') ?? '')).toMatchObject({ ragstone: 1, run: '2026-01-01-made' });
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('written again, there or elsewhere, the bytes are the same', async () => {
  const { folder, files } = await written();
  expect(await report(folder)).toEqual(files);
  expect(await report(folder, path.join(await temporaryFolder(), 'new', 'folder'))).toEqual(files);
});

test('the page allows its own scripts and style by their hash and nothing else', async () => {
  const html = (await written()).files.get('report.html') ?? '';
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  const inside = [...html.matchAll(/<(script|style)>(.*?)<\/\1>/gs)].map(([, , content = '']) => content);
  expect(inside).toHaveLength(3);
  for (const content of inside) {
    expect(policy).toContain(`'sha256-${createHash('sha256').update(content).digest('base64')}'`);
  }
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-\S+' 'sha256-\S+'; style-src 'sha256-\S+'; base-uri 'none'; form-action 'none'$/,
  );
  expect(html.slice(0, html.indexOf('<style>'))).not.toContain('<script');
  expect(html).not.toMatch(/\s(?:src|srcset|style|on\w+)=/i);
});

test('hostile text stays text in page and Markdown', async () => {
  const { files } = await written();
  const html = (files.get('report.html') ?? '').replace(/<(script|style)>.*?<\/\1>/gs, '');
  expect(html).not.toContain('alert(1)</script>');
  expect(html).not.toContain('\u202E');
  expect(html).toContain('&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;⟨U+202E⟩|=1+1');
  const markdown = files.get('report.md') ?? '';
  expect(markdown).not.toContain('<script');
  expect(markdown).not.toContain('\u202E');
});

test('CSV files have full numbers and no formulas', async () => {
  const { files } = await written();
  const rows = parse<Record<string, string>>(files.get('results-made.csv') ?? '', { columns: true });
  expect(rows.map((row) => row['system'])).toEqual(['base', `'=HYPERLINK("x")`]);
  expect(rows[1]).toMatchObject({ attempted: '12', [EM]: '0.5' });
  expect(Number(rows[1]?.[`${EM} low`])).toBeLessThan(0.5);
  const [comparison] = parse<Record<string, string>>(files.get('comparison-made.csv') ?? '', {
    columns: true,
  });
  expect(comparison).toMatchObject({ difference: '-0.5', measure: EM, test: 'McNemar, exact', losses: '6' });
});

test('Markdown begins with the table that papers print', async () => {
  const { files } = await written({
    questions: 20,
    systems: ['base', 'better', 'between'],
    record: ({ system, position }) => ({
      scores: {
        [EM]: Number(system === 'better' || (system === 'between' && position < 10)),
        'f1/hotpot@1': 0.25,
      },
    }),
  });
  expect(files.get('report.md')?.split('\n').slice(4, 9)).toEqual([
    '| System | made EM | made F1 |',
    '| --- | ---: | ---: |',
    '| base | 0.0 | **25.0** |',
    '| better | **100.0**† | **25.0** |',
    '| between | <u>50.0</u>† | **25.0** |',
  ]);
});

test('a dataset’s name cannot lead out of the folder', async () => {
  const folder = await temporaryFolder();
  const { datasets } = await makeRun(folder, made);
  const manifest = {
    ...made.manifest,
    datasets: datasets.map((dataset) => ({ ...dataset, id: '../../up' })),
  };
  await makeRun(folder, { ...made, manifest });
  const { files } = await writeReport(folder);
  expect(files).toContain('results--up.csv');
  expect(files.filter((name) => name.includes('/') || name.startsWith('.'))).toEqual([]);
});

test('the built-in world and incomplete cells are marked', async () => {
  const folder = await temporaryFolder();
  const manifest = await makeRun(folder, {
    ...made,
    record: (at) => (at.position === 3 ? undefined : made.record(at)),
  });
  const [dataset] = manifest.datasets;
  await makeRun(folder, {
    ...made,
    record: (at) => (at.position === 3 ? undefined : made.record(at)),
    manifest: {
      name: 'run',
      status: 'incomplete',
      datasets: dataset === undefined ? [] : [{ ...dataset, name: 'atlas' }],
    },
  });
  const files = await report(folder);
  const html = files.get('report.html') ?? '';
  expect(html).toContain('This run is incomplete.');
  expect(html).toContain('2 of 2 cells are incomplete (‡)');
  expect(html).toContain('This dataset is the built-in fictional world');
  expect(files.get('report.md')).toContain('**made is a fictional world');
});

test('a folder without a run is refused by name', async () => {
  const folder = await temporaryFolder();
  await expect(writeReport(folder)).rejects.toThrow(/There is no run in/);
});
