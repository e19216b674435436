import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

import { ragstone } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

test('a pool is written, and a run over it says what it is', async () => {
  const home = await temporaryFolder();
  const { status, stdout } = await ragstone(['data', 'pool', 'atlas', '--bm25', '3', '--out', 'pool.jsonl'], {
    home,
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^pool\.jsonl: \d+ of \d+ passages \(\d+\.\d %\) for 300 questions\n/);
  expect(stdout).toMatch(/gold passages: \d+ annotated, \d+ in the corpus \(\d+\.\d %\), \d+ found by BM25/);
  const run = ['run', '--dataset', 'atlas', '--corpus', 'pool.jsonl', '--limit', '2', '--run', 'one'];
  const { stderr } = await ragstone([...run, '--systems', 'extractive'], { home });
  expect(stderr).toContain('note: atlas: pool.jsonl is a pool of');
  const html = await readFile(path.join(home, 'results/one/report.html'), 'utf8');
  expect(html).toContain('pooled: not comparable with full Wikipedia');
});

test('a dataset that there is not is refused', async () => {
  const home = await temporaryFolder();
  const { status, stderr } = await ragstone(['data', 'pool', 'none', '--out', 'pool.jsonl'], { home });
  expect(status).toBe(2);
  expect(stderr).toContain('none');
});
