import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

import { ragstone, startRagstone, type Running } from '../../support/ragstone.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const passages = ['the capital of Norway is Oslo', 'a fjord', 'Paris is a capital'].map((text, n) => ({
  id: `p${n}`,
  title: `Page ${n}`,
  text,
}));

const experiment = `
ragstone: 1
name: served
datasets: [{ use: mine, file: questions.jsonl, format: ragstone, corpus: corpus.jsonl }]
servers: { off: { address: "http://127.0.0.1:9/v1", kind: openai } }
models: { reader: { server: off, model: none }, other: { server: off, model: none } }
retrievers:
  words: { use: bm25 }
  plain: { use: bm25, analyser: whitespace@1 }
  hybrid: { use: rrf, of: [words, plain] }
systems: [{ use: standard-rag, source: hybrid, roles: { reader: reader } }]
`;

/** A folder with a corpus, a question, and an experiment whose reader is not there. */
async function home(): Promise<string> {
  const folder = await temporaryFolder();
  const lines = passages.map((passage) => JSON.stringify(passage)).join('\n');
  await writeFile(path.join(folder, 'corpus.jsonl'), `${lines}\n`);
  await writeFile(
    path.join(folder, 'questions.jsonl'),
    `${JSON.stringify({ id: 'q', question: 'The capital of Norway?', answers: [['Oslo']] })}\n`,
  );
  await writeFile(path.join(folder, 'experiment.yaml'), experiment);
  return folder;
}

/** Starts the server on a free port and waits for its address. */
async function started(folder: string, ...args: readonly string[]): Promise<Running & { url: string }> {
  const running = startRagstone(['serve', ...args, '--port', '0'], { home: folder });
  onTestFinished(() => void running.process.kill('SIGKILL'));
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    running.process.stdout.on('data', (text: string) => {
      said += text;
      if (said.includes('\n')) resolve(said.trim());
    });
    running.process.on('close', () => reject(new Error(running.said())));
  });
  return { ...running, url };
}

async function search(url: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/search`, { method: 'POST', headers, body: JSON.stringify(body) });
  return response.json();
}

describe('ragstone serve', () => {
  test('serves an index folder, and stops when it is told to', async () => {
    const folder = await home();
    await ragstone(['index', 'build', 'corpus.jsonl', '--out', 'index'], { home: folder });
    const { url, process: child, finished } = await started(folder, 'index');
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({
      status: 'ok',
      fingerprint: { retriever: 'bm25', corpus: 'corpus.jsonl', passages: 3 },
    });
    expect(await search(url, { query: 'capital of Norway', k: 1 })).toMatchObject({
      results: [[passages[0]]],
    });
    child.kill('SIGTERM');
    expect(await finished).toMatchObject({ status: 0 });
  });

  test('serves a retriever of an experiment, without the models that it does not need', async () => {
    const folder = await home();
    const { url } = await started(folder, 'experiment.yaml', '--retriever', 'hybrid');
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({
      fingerprint: { retriever: 'rrf', 'part2.analyser': 'whitespace@1' },
    });
    expect(await search(url, { queries: ['Oslo', 'fjord'], k: 1 })).toMatchObject({
      results: [[{ id: 'p0' }], [{ id: 'p1' }]],
    });
  });

  test('says who can reach it', async () => {
    const running = await started(
      await home(),
      'experiment.yaml',
      '--retriever',
      'words',
      '--host',
      '0.0.0.0',
    );
    expect(running.said()).toContain('0.0.0.0 can be reached from other machines');
  });

  test.each([
    [['experiment.yaml'], 'no index folder'],
    [['experiment.yaml', '--retriever', 'hybird'], 'did you mean "hybrid"?'],
    [['experiment.yaml', '--retriever', 'words', '--dataset', 'none'], 'Known: mine'],
    [['.', '--retriever', 'words'], 'go with an experiment file'],
    [['nowhere'], 'no index folder'],
  ])('refuses %j', async (args, why) => {
    const { status, stderr } = await ragstone(['serve', ...args], { home: await home() });
    expect(stderr).toContain(why);
    expect(status).toBe(2);
  });
});
