import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { experimentSchema, type WrittenExperiment } from '../../../src/runs/experiment/experimentSchema.ts';
import { readRecords } from '../../../src/runs/disk/readRun.ts';
import { runExperiment } from '../../../src/runs/runExperiment.ts';
import { openEngineModel } from '../../support/engineServer/openEngineModel.ts';
import { tinyGguf } from '../../support/gguf/tinyGguf.ts';
import { startHttp } from '../../support/modelServer/startHttp.ts';
import { vllmServer } from '../../support/modelServer/vllm.ts';
import { realData } from '../../support/realData.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { everySystem, retrievers } from './everySystem.ts';

const contextTokens = 4096;

/** A folder with the tiny model, the first questions of HotpotQA, and a server of the same model that reranks, too. */
async function prepare(questions: number) {
  const folder = await temporaryFolder();
  vi.stubEnv('RAGSTONE_HOME', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const gguf = path.join(folder, 'tiny.gguf');
  await writeFile(gguf, tinyGguf({ contextTokens }));
  const file = path.join(folder, 'hotpot.jsonl');
  const all = await readFile(realData('data/hotpotqa/hotpot_dev_distractor_500.jsonl.gz'));
  const lines = (await promisify(gunzip)(all)).toString().split('\n');
  await writeFile(file, lines.slice(0, questions).join('\n'));
  const engine = await openEngineModel(gguf, contextTokens);
  onTestFinished(() => engine[Symbol.asyncDispose]());
  const { url, asked } = await startHttp(
    vllmServer({ model: engine.model, name: 'tiny', context: contextTokens, adapters: [] }),
  );
  return { folder, gguf, file, url, asked };
}

/** Runs every method in every mode and gives what became of each question, by system. */
async function statuses(
  { folder, file }: { readonly folder: string; readonly file: string },
  servers: NonNullable<WrittenExperiment['servers']>,
  models: NonNullable<WrittenExperiment['models']>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const experiment = experimentSchema.parse({
    ragstone: 1,
    name: 'all',
    servers,
    models,
    datasets: [{ id: 'hotpot', use: 'hotpotqa', file }],
    retrievers,
    systems: everySystem,
    score: ['native', 'recall/title/turn1@1', 'recall/title/turn2@1'],
  });
  const { folder: run, manifest } = await runExperiment(experiment, {
    from: folder,
    models: {},
    results: folder,
    signal: new AbortController().signal,
    onPhase: () => {},
  });
  expect(manifest.status).toBe('complete');
  const told: Record<string, readonly string[]> = {};
  for (const { id, system } of manifest.cells) {
    const records = await Array.fromAsync(readRecords(run, id));
    told[system] = records.map((each) => (each.status === 'failed' ? each.failure.message : each.status));
  }
  return told;
}

const answered = (n: number) =>
  Object.fromEntries(everySystem.map(({ id }) => [id, Array.from({ length: n }, () => 'answered')]));

test(
  'every method in every mode answers 20 questions of HotpotQA over the tiny engine',
  { timeout: 600_000 },
  async () => {
    const place = await prepare(20);
    const servers = { local: { gguf: place.gguf, threads: 1, concurrency: 1 }, http: { address: place.url } };
    const models = {
      tiny: { server: 'local', model: 'tiny' },
      cross: { server: 'http', model: 'tiny' },
    };
    expect(await statuses(place, servers, models)).toEqual(answered(20));
  },
);

test('every method in every mode answers over HTTP', { timeout: 600_000 }, async () => {
  const place = await prepare(2);
  const servers = { http: { kind: 'vllm', address: place.url, pooling: 'last' } };
  const models = { tiny: { server: 'http', model: 'tiny' }, cross: { server: 'http', model: 'tiny' } };
  expect(await statuses(place, servers, models)).toEqual(answered(2));
  expect(new Set(place.asked.map(({ path: asked }) => asked))).toEqual(
    new Set([
      '/version',
      '/v1/models',
      '/tokenize',
      '/v1/completions',
      '/v1/chat/completions',
      '/v1/embeddings',
      '/rerank',
    ]),
  );
});
