import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/ports/finding.ts';
import type { Examined, Manifest } from '../../src/ports/manifest.ts';
import { llamaCppServer } from '../support/modelServer/llamaCpp.ts';
import { notFound, startHttp, type Answering, type HttpAsked } from '../support/modelServer/startHttp.ts';
import { teiServer } from '../support/modelServer/tei.ts';
import { toy } from '../support/modelServer/openToy.ts';
import { toyName } from '../support/modelServer/served.ts';
import { vllmServer } from '../support/modelServer/vllm.ts';
import { scriptedBackend } from '../support/scriptedBackend.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { storyteller } from '../backends/doctor/examined.ts';
import { ranExperiment } from './ranExperiment.ts';

const healthy = vllmServer(toy({ say: 'the cat sat '.repeat(8), context: 4000 }));
const generates = /completions|generate|embed|rerank/;

/** Whether a request asks a question of the dataset. */
function isQuestion({ body }: HttpAsked): boolean {
  return /Where was|When was/.test(JSON.stringify(body));
}

function findingsOf(examined: Examined | undefined): readonly Finding[] {
  return examined === undefined || examined.how === 'not' ? [] : examined.findings;
}

function statuses(manifest: Manifest): Readonly<Record<string, string>> {
  const findings = findingsOf(manifest.models[0]?.examined);
  return Object.fromEntries(findings.map(({ name, status }) => [name, status]));
}

describe('before it asks a question, a run', () => {
  test('examines its models shortly, and keeps what it found in its manifest', async () => {
    const { url, asked } = await startHttp(healthy);
    const phases: string[] = [];
    const { manifest } = await ranExperiment(
      await temporaryFolder(),
      url,
      {},
      { onPhase: (phase) => phases.push(phase) },
    );
    expect(phases[0]).toBe('examining m');
    const before = asked.slice(0, asked.findIndex(isQuestion));
    const probes = before.filter(({ path: route }) => generates.test(route));
    expect(probes.length).toBeGreaterThan(5);
    expect(probes.length).toBeLessThan(15);
    expect(manifest.models[0]).toMatchObject({
      can: {
        watch: { known: true, value: 'exact' },
        prompts: ['text', 'chat'],
        contextTokens: { value: 4000 },
      },
      examined: { how: 'short', at: expect.stringMatching(/^\d{4}-.*Z$/), ms: expect.any(Number) },
    });
    expect(Object.keys(statuses(manifest))).toEqual([
      'context length',
      'prompts',
      'logprobs',
      'logprobs scale',
      'seed',
      'too long a prompt',
    ]);
    expect(manifest.servers).toMatchObject([{ id: 'gpu', models: ['m'], examined: { how: 'short' } }]);
    const server = findingsOf(manifest.servers?.[0]?.examined);
    expect(server.find(({ name }) => name === 'kind')?.value).toEqual({ kind: 'vllm', version: '0.32.0' });
  });

  test('examines in full where it is told to', async () => {
    const { url } = await startHttp(healthy);
    const { manifest } = await ranExperiment(await temporaryFolder(), url, { doctor: 'full', questions: 1 });
    expect(manifest.models[0]?.examined.how).toBe('full');
    expect(Object.keys(statuses(manifest))).toEqual(
      expect.arrayContaining(['deterministic together', 'streaming', 'throughput']),
    );
  });

  test('generates nothing where it is told not to examine, and says so', async () => {
    const { url, asked } = await startHttp(healthy);
    const { manifest } = await ranExperiment(await temporaryFolder(), url, { doctor: false });
    const generated = asked.filter(({ path: route }) => generates.test(route));
    expect(generated).toHaveLength(4);
    expect(generated.every(isQuestion)).toBe(true);
    const examined = { how: 'not', because: 'the experiment says "doctor: false"' };
    expect(manifest.models[0]?.examined).toEqual(examined);
    expect(manifest.servers?.[0]?.examined).toEqual(examined);
  });

  test('refuses a system whose model cannot do its part', async () => {
    const { url, asked } = await startHttp((its, response) =>
      /completions/.test(its.path) ? notFound : healthy(its, response),
    );
    await expect(ranExperiment(await temporaryFolder(), url)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('the reader cannot generate text'),
    });
    expect(asked.filter(isQuestion)).toEqual([]);
  });

  test('takes a busy server for what its kind usually is', async () => {
    let probing = true;
    const { url } = await startHttp((its, response) => {
      if (isQuestion(its)) probing = false;
      return probing && /completions/.test(its.path) ? { status: 429, json: {} } : healthy(its, response);
    });
    const { manifest } = await ranExperiment(await temporaryFolder(), url);
    expect(manifest.status).toBe('complete');
    expect(statuses(manifest)['prompts']).toBe('unknown');
    expect(manifest.models[0]?.can).toMatchObject({ prompts: ['text', 'chat'], watch: { known: false } });
  });

  test('leaves out models that nobody needs, and tasks that nobody needs them for', async () => {
    const { url, asked } = await startHttp(healthy);
    const { manifest } = await ranExperiment(await temporaryFolder(), url, {
      models: { m: { server: 'gpu', model: toyName }, idle: { server: 'gpu', model: toyName } },
      systems: [{ use: 'closed-book', roles: { reader: 'm' } }],
    });
    expect(manifest.models[1]?.examined).toEqual({
      how: 'not',
      because: 'no system and no retriever needs it',
    });
    expect(asked.filter(({ path: route }) => /embed|rerank/.test(route))).toEqual([]);
    // What nobody tried is as the kind of server says.
    expect(manifest.models[0]?.can.does).toEqual(['generate', 'embed', 'rerank']);
  });

  test('examines a retriever’s model for what the retriever asks of it', async () => {
    const { url } = await startHttp(healthy);
    const reranker = await startHttp(teiServer(storyteller(), true));
    const { manifest } = await ranExperiment(await temporaryFolder(), url, {
      servers: { gpu: { address: url }, other: { address: reranker.url } },
      models: { m: { server: 'gpu', model: toyName }, r: { server: 'other', model: toyName } },
      retrievers: { better: { use: 'rerank', of: ['bm25'], roles: { reranker: 'r' } } },
      systems: [{ use: 'closed-book', roles: { reader: 'm' } }],
    });
    expect(findingsOf(manifest.models[1]?.examined).map(({ name }) => name)).toEqual([
      'context length',
      'reranking',
    ]);
  });

  test('records models that code hands in as not examined', async () => {
    const backend = scriptedBackend({ say: () => 'x' });
    const { manifest } = await ranExperiment(
      await temporaryFolder(),
      'http://127.0.0.1:9',
      { servers: {}, models: {} },
      { models: { own: backend } },
    );
    const examined = { how: 'not', because: 'code handed it in' };
    expect(manifest.models).toMatchObject([{ id: 'own', examined }]);
    expect(manifest.servers).toMatchObject([{ id: 'own', address: 'script', models: ['own'], examined }]);
  });
});

describe('control tokens that a method declares', () => {
  const method = `export const method = {
  name: 'reflecting', summary: 's', roles: { reader: 'generate' }, retrieves: false, settings: { parse: () => ({}) },
  fidelity: () => 'ours',
  controls: () => ({ reader: ['[Retrieval]'] }),
  fits: (_, { reader }) => reader.controlTokens.known && reader.controlTokens.value
    ? { fits: 'full' } : { fits: 'refused', because: 'the reader does not show [Retrieval]' },
  answer: async (asked, tools) => ({ text: 'x', evidence: [] }),
};`;

  async function ran(answering: Answering): Promise<Manifest> {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'reflecting.mjs'), method);
    const { url } = await startHttp(answering);
    return (await ranExperiment(folder, url, { systems: [{ use: './reflecting.mjs', id: 'r' }] })).manifest;
  }

  test('are tried, so that a system knows before it runs', async () => {
    const served = { ...storyteller(), context: 4000 };
    expect(statuses(await ran(llamaCppServer(served)))['control token [Retrieval]']).toBe('ok');
    const hidden: Answering = (its, response) => {
      const answer = llamaCppServer(served)(its, response);
      return its.path === '/completion'
        ? { json: { ...(answer as { json: object }).json, content: '' } }
        : answer;
    };
    await expect(ran(hidden)).rejects.toThrow('the reader does not show [Retrieval]');
  });
});

describe('a run that goes on', () => {
  test('does so whatever its examination finds this time, and keeps the first findings', async () => {
    const folder = await temporaryFolder();
    let state: 'healthy' | 'broken' | 'busy' = 'broken';
    const { url } = await startHttp((its, response) => {
      if (state === 'broken' && isQuestion(its)) return { status: 400, json: { error: { message: 'no' } } };
      if (state === 'busy' && !isQuestion(its) && /completions/.test(its.path))
        return { status: 429, json: {} };
      return healthy(its, response);
    });
    const first = await ranExperiment(folder, url);
    expect(first.manifest.status).toBe('incomplete');
    state = 'busy';
    const { manifest, done } = await ranExperiment(folder, url, {}, { resume: true });
    expect({ status: manifest.status, done }).toEqual({ status: 'complete', done: 4 });
    expect(statuses(manifest)['logprobs']).toBe('ok');
    expect(manifest.models).toEqual(first.manifest.models);
  });

  test('is refused on a context of another length, which decides what fits', async () => {
    const folder = await temporaryFolder();
    const { url } = await startHttp((its, response) =>
      isQuestion(its) ? { status: 400, json: { error: { message: 'no' } } } : healthy(its, response),
    );
    await ranExperiment(folder, url);
    const other = await startHttp(vllmServer({ ...storyteller(), context: 3000 }));
    await expect(
      ranExperiment(folder, url, { servers: { gpu: { address: other.url } } }, { resume: true }),
    ).rejects.toMatchObject({ code: 'mismatch' });
  });
});

describe('a cassette', () => {
  test('keeps the findings, so that a replayed run has them without a server', async () => {
    const folder = await temporaryFolder();
    const tape = path.join(folder, 'tape');
    const { url, asked } = await startHttp(healthy);
    const recorded = await ranExperiment(folder, url, {}, { cassette: { mode: 'record', file: tape } });
    const before = asked.length;
    const replaying = { run: 'again', cassette: { mode: 'replay', file: tape } } as const;
    const { manifest } = await ranExperiment(folder, url, {}, replaying);
    expect(asked).toHaveLength(before);
    expect(manifest.status).toBe('complete');
    const [model] = recorded.manifest.models;
    expect(manifest.models).toEqual([{ ...model, examined: { ...model?.examined, replayed: true } }]);
    expect(manifest.experimentHash).toBe(recorded.manifest.experimentHash);
    expect(findingsOf(manifest.servers?.[0]?.examined).map(({ name }) => name)).toContain('kind');
  });

  test('without findings is said to have none', async () => {
    const folder = await temporaryFolder();
    const tape = path.join(folder, 'tape');
    const { url } = await startHttp(healthy);
    await ranExperiment(folder, url, {}, { cassette: { mode: 'record', file: tape } });
    const database = new DatabaseSync(tape);
    database.exec("DELETE FROM notes WHERE name LIKE 'examined%'");
    database.close();
    const replaying = { run: 'again', cassette: { mode: 'replay', file: tape } } as const;
    const { manifest } = await ranExperiment(folder, url, {}, replaying);
    expect(manifest.status).toBe('complete');
    const examined = { how: 'not', because: 'the cassette holds no findings' };
    expect(manifest.models[0]?.examined).toEqual(examined);
    expect(manifest.servers?.[0]?.examined).toEqual(examined);
  });
});
