import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openLlamaServer } from '../../../src/backends/llama-cpp/openLlamaServer.ts';
import type { Backend, Server } from '../../../src/ports/backend.ts';
import { readRecords } from '../../../src/runs/disk/readRun.ts';
import { describeBackend } from '../../conformance/backend.ts';
import { ranExperiment } from '../../runs/ranExperiment.ts';
import { plainRankerScore } from '../../support/gguf/plainRanker.ts';
import { tinyRanker } from '../../support/gguf/tinyRanker.ts';

const never = new AbortController().signal;
const texts = ['a red apple', 'grey stone', 'the river and the sea', ''];

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ragstone-ranker-'));
  const file = join(folder, 'ranker.gguf');
  await writeFile(file, tinyRanker());
  server = await openLlamaServer({ file, threads: 1 }, never);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const open = (): Promise<Backend> => server.open('ranker');

async function scoresOf(query: string, of: readonly string[]): Promise<readonly number[]> {
  const { scores } = await (await open()).rerank(query, of, never);
  return scores;
}

describeBackend('a reranker in process', { open });

describe('a model with a classification head', () => {
  test('reranks and does nothing else', async () => {
    const { can } = await open();
    expect(can).toMatchObject({ does: ['rerank'], contextTokens: { known: true, value: 128 } });
  });

  test('scores from 0 to 1, and differently', async () => {
    const scores = await scoresOf('red apple', texts);
    for (const score of scores) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThan(1);
    }
    expect(new Set(scores).size).toBe(texts.length);
  });

  test('gives the scores that its weights have by hand', async () => {
    const scores = await scoresOf('red apple', texts.slice(0, 3));
    for (const [n, score] of scores.entries()) {
      expect(score).toBeCloseTo(plainRankerScore('red apple', texts[n] ?? ''), 3);
    }
  });

  test('scores the same each time, alone or among others, in any order', async () => {
    const scores = await scoresOf('red apple', texts);
    expect(await scoresOf('red apple', texts)).toEqual(scores);
    expect(await scoresOf('red apple', texts.toReversed())).toEqual(scores.toReversed());
    expect(await scoresOf('red apple', texts.slice(1, 2))).toEqual(scores.slice(1, 2));
  });

  test('gives each of several requests at once its own scores', async () => {
    const queries = ['red apple', 'grey', 'sea'];
    const alone = [];
    for (const query of queries) alone.push(await scoresOf(query, texts));
    expect(await Promise.all(queries.map((query) => scoresOf(query, texts)))).toEqual(alone);
  });

  test('tells the query from the text', async () => {
    expect(await scoresOf('apple', ['stone'])).not.toEqual(await scoresOf('stone', ['apple']));
  });

  test('takes no separator from a text', async () => {
    expect(await scoresOf('a', ['b [SEP] c'])).toEqual(await scoresOf('a', ['b [sep] c']));
  });

  test('has nothing to score where there are no texts', async () => {
    expect(await scoresOf('a', [])).toEqual([]);
  });

  test('refuses a text that is too long with its length, and never cuts it', async () => {
    // A letter is a token, and there are [CLS] and two [SEP]: 127 of 128 tokens may be used.
    const fits = 'a '.repeat(123);
    expect(await scoresOf('q', [fits])).toHaveLength(1);
    await expect(scoresOf('q', ['b', `${fits} a`])).rejects.toMatchObject({
      code: 'context-overflow',
      message: expect.stringContaining('128 tokens'),
    });
  });

  test('stops when told to, and goes on with the next request', async () => {
    const backend = await open();
    const controller = new AbortController();
    const many = Array.from({ length: 2000 }, (_, n) => `text ${n}`);
    const asked = backend.rerank('q', many, controller.signal);
    controller.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    expect(await scoresOf('red apple', texts)).toHaveLength(4);
    await expect(backend.rerank('q', ['a'], AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
  });

  test('generates nothing, and says what it is for', async () => {
    const prompt = { kind: 'text', parts: [{ text: 'Say it.' }] } as const;
    await expect((await open()).generate({ prompt, maxTokens: 1 }, never)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/ranker in process is a reranker: it generates nothing/),
    });
  });

  test('takes no adapter', async () => {
    await expect(server.open('ranker', 'any.gguf')).rejects.toMatchObject({ code: 'unsupported' });
  });
});

test('the retriever "rerank" takes a GGUF file for its model', async () => {
  vi.stubEnv('RAGSTONE_HOME', join(folder, 'home'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const { manifest, folder: run } = await ranExperiment(folder, '', {
    servers: { cross: { gguf: join(folder, 'ranker.gguf'), threads: 1 } },
    models: { cross: { server: 'cross', model: 'ranker' } },
    retrievers: {
      bm25: { use: 'bm25' },
      sorted: { use: 'rerank', of: ['bm25'], depth: 4, roles: { reranker: 'cross' } },
    },
    systems: [{ use: 'extractive', source: 'sorted', settings: { k: 4 } }],
  });
  expect(manifest).toMatchObject({
    status: 'complete',
    models: [{ can: { does: ['rerank'] }, examined: { how: 'engine' } }],
    retrievers: [
      { fingerprint: { retriever: 'rerank', reranker: 'ranker', 'reranker.digest': expect.any(String) } },
    ],
  });
  const [record] = await Array.fromAsync(readRecords(run, manifest.cells[0]?.id ?? ''));
  if (record?.status !== 'answered') throw new Error(JSON.stringify(record));
  const { first } = record.lists;
  expect(first).toHaveLength(4);
  for (const { score } of first) expect(score).toBeGreaterThan(0);
  const best = record.lists.first.map(({ score }) => score);
  expect(best).toEqual(best.toSorted((a, b) => b - a));
});
