import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

import { docsExamples, placeExample } from '../../support/docsExamples.ts';
import { openSearchServer } from '../../support/openSearchServer.ts';
import { pgliteServer } from '../../support/pgliteServer.ts';
import { ragstone, type Finished } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const { modules } = docsExamples('docs/langchain.md');

/** Pushes passages p0, p1 … through the module of the documentation. */
async function push(
  module: string,
  texts: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Finished> {
  const home = await temporaryFolder();
  const lines = texts.map((text, n) => JSON.stringify({ id: `p${n}`, title: '', text }));
  await writeFile(path.join(home, 'corpus.jsonl'), `${lines.join('\n')}\n`);
  await placeExample(home, module, modules[module] ?? '');
  const args = ['index', 'push', 'corpus.jsonl', '--module', `./${module}`, '--batch', '2'];
  return ragstone(args, { home, environment });
}

test('PostgreSQL is filled, goes on where it stood, and refuses another corpus', async () => {
  const environment = { DATABASE_URL: await pgliteServer() };
  const first = await push('pgvector-engine.ts', ['a', 'b', 'c'], environment);
  expect(first.stdout).toMatch(
    /^corpus\.jsonl: 3 passages uploaded, 3 in the engine, sha256 [0-9a-f]{64}\n$/,
  );
  const again = await push('pgvector-engine.ts', ['a', 'b', 'c'], environment);
  expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining(' 0 passages uploaded') });
  const other = await push('pgvector-engine.ts', ['a', 'b', 'd'], environment);
  expect(other).toMatchObject({ status: 2, stderr: expect.stringContaining('corpus.sha256') });
});

test('what OpenSearch drops without a word is noticed, and added by the next push', async () => {
  const { url, documents, refused, asked } = await openSearchServer();
  refused.add('p1');
  const lossy = await push('opensearch-engine.ts', ['a', 'b', 'c'], { OPENSEARCH_URL: url });
  expect(lossy).toMatchObject({ status: 1, stderr: expect.stringContaining('holds 2 passages of 3') });
  refused.clear();
  const mended = await push('opensearch-engine.ts', ['a', 'b', 'c'], { OPENSEARCH_URL: url });
  expect(mended.stdout).toContain('1 passages uploaded, 3 in the engine');
  expect([...documents.keys()].sort()).toStrictEqual(['p0', 'p1', 'p2']);
  expect(documents.get('p1')).toMatchObject({ text: 'b', metadata: { id: 'p1', title: '' } });
  expect(asked.filter((each) => each === 'POST /_bulk')).toHaveLength(3);
});

test.each([
  ['export const engine = 7;', 'must export one engine'],
  ['export const a = { fingerprint: {}, open() {} }; export const b = { ...a };', 'must export one engine'],
  ['throw new Error("no such key");', 'no such key'],
])('the module %j is refused', async (code, why) => {
  const home = await temporaryFolder();
  await writeFile(path.join(home, 'engine.mjs'), code);
  const { status, stderr } = await ragstone(['index', 'push', 'x', '--module', './engine.mjs'], { home });
  expect(stderr).toContain(why);
  expect(status).toBe(2);
});

test('an engine that is not there is said to be so', async () => {
  const { status, stderr } = await push('pgvector-engine.ts', ['a'], {
    DATABASE_URL: 'postgres://127.0.0.1:9/postgres',
  });
  expect(stderr).toContain('ECONNREFUSED');
  expect(status).toBe(1);
});
