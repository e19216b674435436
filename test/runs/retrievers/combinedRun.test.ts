import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';

import type { WrittenExperiment } from '../../../src/runs/experiment/experimentSchema.ts';
import { readRecords } from '../../../src/runs/disk/readRun.ts';
import { toyName } from '../../support/modelServer/served.ts';
import { startHttp } from '../../support/modelServer/startHttp.ts';
import { teiServer } from '../../support/modelServer/tei.ts';
import { toy } from '../../support/modelServer/openToy.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { ranExperiment } from '../ranExperiment.ts';

/** Runs standard passages through a retriever made of others, over a real server that reranks. */
async function ran(retrievers: WrittenExperiment['retrievers'], source: string) {
  const folder = await temporaryFolder();
  vi.stubEnv('RAGSTONE_HOME', path.join(folder, 'home'));
  onTestFinished(() => void vi.unstubAllEnvs());
  // BM25 finds the short one first; the toy counts words of the query, of which the long one has more.
  const passages = [
    { id: 'short', title: '', text: 'river town' },
    { id: 'long', title: '', text: `river ${'and more words '.repeat(25)}river river` },
    { id: 'other', title: '', text: 'nothing' },
  ];
  const corpus = path.join(folder, 'own-corpus.jsonl');
  await writeFile(corpus, passages.map((passage) => `${JSON.stringify(passage)}\n`).join(''));
  const file = path.join(folder, 'own-questions.jsonl');
  await writeFile(file, `${JSON.stringify({ id: 'q', question: 'river town', answers: [['x']] })}\n`);
  const { url, asked } = await startHttp(teiServer(toy(), true));
  const { manifest, folder: run } = await ranExperiment(folder, url, {
    datasets: [{ use: 'mine', file, format: 'ragstone', corpus }],
    models: { cross: { server: 'gpu', model: toyName } },
    retrievers,
    systems: [{ use: 'extractive', source }],
  });
  const [record] = await Array.fromAsync(readRecords(run, manifest.cells[0]?.id ?? ''));
  if (record?.status !== 'answered') throw new Error(JSON.stringify(record));
  return { record, manifest, asked: asked.filter(({ path: each }) => each.includes('rerank')) };
}

const words = {
  words: { use: 'bm25', analyser: 'whitespace@1' },
  plain: { use: 'bm25', analyser: 'simple@1' },
};

it('reranks over /rerank in a run, and says so in the manifest', async () => {
  const { record, manifest, asked } = await ran(
    { ...words, sorted: { use: 'rerank', of: ['words'], depth: 10, roles: { reranker: 'cross' } } },
    'sorted',
  );
  expect(record.lists.first.map(({ id, score }) => [id, score])).toStrictEqual([
    ['long', 3],
    ['short', 2],
  ]);
  // Before it, the server was asked whether it can.
  expect(asked.at(-1)?.body).toMatchObject({
    query: 'river town',
    texts: ['river town', expect.any(String)],
  });
  expect(record.ms).not.toBeNull();
  expect(manifest.retrievers[0]?.fingerprint).toMatchObject({
    retriever: 'rerank',
    reranker: toyName,
    'part1.retriever': 'bm25',
  });
});

it('reranks a fusion', async () => {
  const { record, manifest } = await ran(
    {
      ...words,
      hybrid: { use: 'rrf', of: ['words', 'plain'] },
      sorted: { use: 'rerank', of: ['hybrid'], depth: 10, roles: { reranker: 'cross' } },
    },
    'sorted',
  );
  expect(record.lists.first.map(({ id }) => id)).toStrictEqual(['long', 'short']);
  expect(manifest.retrievers[0]?.fingerprint).toMatchObject({ 'part1.part2.analyser': 'simple@1' });
});

it('asks no model for a fusion', async () => {
  const { record, asked } = await ran({ ...words, hybrid: { use: 'rrf', of: ['words', 'plain'] } }, 'hybrid');
  expect(record.lists.first.map(({ id }) => id)).toStrictEqual(['short', 'long']);
  expect(asked.filter(({ body }) => body['query'] === 'river town')).toStrictEqual([]);
});
