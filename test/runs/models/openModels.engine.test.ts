import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { experimentSchema, type Experiment } from '../../../src/runs/experiment/experimentSchema.ts';
import { openModels } from '../../../src/runs/models/openModels.ts';
import { tinyAdapter, tinyGguf } from '../../support/gguf/tinyGguf.ts';

const never = new AbortController().signal;
const say = { prompt: { kind: 'text', parts: [{ text: 'the city' }] }, maxTokens: 4 } as const;

async function folderWithModel(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ragstone-models-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'tiny.gguf'), tinyGguf());
  await writeFile(join(folder, 'adapter.gguf'), tinyAdapter());
  return folder;
}

const experiment = (folder: string): Experiment =>
  experimentSchema.parse({
    ragstone: 1,
    name: 'in process',
    servers: { local: { gguf: join(folder, 'tiny.gguf'), threads: 1, concurrency: 2, contextTokens: 256 } },
    models: {
      reader: { server: 'local', model: 'tiny' },
      questioner: { server: 'local', model: 'tiny', adapter: join(folder, 'adapter.gguf') },
    },
    datasets: [{ use: 'atlas' }],
    systems: [{ use: 'closed-book', roles: { reader: 'reader' } }],
  });

test('an experiment names a model file in place of an address, and adapters of it by role', async () => {
  await using models = await openModels(experiment(await folderWithModel()), {}, never);
  const { reader, questioner } = models.backends;
  expect(reader?.can.contextTokens).toEqual({ known: true, value: 256 });
  expect(reader?.identity.server).toBe('llama.cpp in process (node-llama-cpp 3.22.1, CPU)');
  const [plain, adapted] = await Promise.all([
    reader?.generate(say, never),
    questioner?.generate(say, never),
  ]);
  expect(plain?.usage.outputTokens).toBe(4);
  expect(adapted?.text).not.toBe(plain?.text);
});

test('what it answers is replayed from a cassette without the file', async () => {
  const folder = await folderWithModel();
  const file = join(folder, 'tape.sqlite');
  const recorded = await openModels(experiment(folder), {}, never, {
    cassette: { mode: 'record', file },
  });
  const told = await recorded.backends['reader']?.generate(say, never);
  await recorded[Symbol.asyncDispose]();
  await rm(join(folder, 'tiny.gguf'));
  await using replayed = await openModels(experiment(folder), {}, never, {
    cassette: { mode: 'replay', file },
  });
  const again = await replayed.backends['reader']?.generate(say, never);
  expect(again?.text).toBe(told?.text);
  expect(again?.served.by).toBe('cassette');
});

test('what is known of the engine stands in the form of an examination, without an answer being made', async () => {
  const folder = await folderWithModel();
  const file = join(folder, 'tape.sqlite');
  const needed = new Map([
    ['reader', { tasks: new Set(['generate' as const]), controls: ['[Retrieval]', '[Unheard of]'] }],
  ]);
  const recorded = await openModels(experiment(folder), {}, never, {
    cassette: { mode: 'record', file },
    needed,
  });
  const [reader, questioner] = recorded.described;
  await recorded[Symbol.asyncDispose]();
  expect(reader?.examined).toMatchObject({ how: 'engine', at: expect.any(String), ms: expect.any(Number) });
  const findings = reader?.examined.how === 'engine' ? reader.examined.findings : [];
  expect(findings.map(({ name, status }) => `${name}: ${status}`)).toEqual([
    'engine: ok',
    'context length: ok',
    'prompts: ok',
    'logprobs: ok',
    'logprobs scale: ok',
    'control token [Retrieval]: ok',
    'control token [Unheard of]: no',
    'seed: ok',
    'too long a prompt: ok',
    'embeddings: ok',
  ]);
  expect(reader?.can.controlTokens).toEqual({ known: true, value: false });
  expect(questioner?.examined.how).toBe('not');
  await using replayed = await openModels(experiment(folder), {}, never, {
    cassette: { mode: 'replay', file },
    needed,
  });
  expect(replayed.described[0]?.examined).toEqual({ ...reader?.examined, replayed: true });
  expect(replayed.described[0]?.can).toEqual(reader?.can);
});
