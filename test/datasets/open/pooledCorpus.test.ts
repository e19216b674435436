import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';

import { openCorpus } from '../../../src/datasets/open/openCorpus.ts';
import { openDataset } from '../../../src/datasets/open/openDataset.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const { signal } = new AbortController();
const mark = 'a pool of wiki: the BM25 top 100 of 2 questions of hotpotqa dev';

async function corpusFile(records: readonly object[]): Promise<string> {
  const file = path.join(await temporaryFolder(), 'pool.jsonl');
  await writeFile(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return file;
}

it('says in its name that it is a pool, whichever part of the file is left', async () => {
  const file = await corpusFile([{ id: '7', title: 't', text: 'x', pooled: mark }]);
  const corpus = await openCorpus(file, signal);
  expect(corpus.name).toBe('pool.jsonl (pooled: not comparable with full Wikipedia)');
  expect(corpus.note).toBe(`pool.jsonl is ${mark}; pooled: not comparable with full Wikipedia`);
  expect(await Array.fromAsync(corpus.passages(signal))).toStrictEqual([{ id: '7', title: 't', text: 'x' }]);
});

it('leaves the names of other corpora alone', async () => {
  const corpus = await openCorpus(await corpusFile([{ id: '7', text: 'x', pooled: true }]), signal);
  expect(corpus).toMatchObject({ name: 'pool.jsonl' });
  expect(corpus.note).toBeUndefined();
});

it('warns those who ask questions over it', async () => {
  const corpus = await corpusFile([{ id: '7', text: 'x', pooled: mark }]);
  const { warnings } = await openDataset({ use: 'atlas', corpus }, signal);
  expect(warnings).toStrictEqual([
    `atlas: pool.jsonl is ${mark}; pooled: not comparable with full Wikipedia.`,
  ]);
});
