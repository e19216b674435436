import { describe, expect, test } from 'vitest';
import { llamaCppServer } from '../../support/modelServer/llamaCpp.ts';
import { ollamaServer } from '../../support/modelServer/ollama.ts';
import { openaiServer } from '../../support/modelServer/openai.ts';
import { sglangServer } from '../../support/modelServer/sglang.ts';
import type { Answering } from '../../support/modelServer/startHttp.ts';
import type { ServedToy } from '../../support/modelServer/served.ts';
import { teiServer } from '../../support/modelServer/tei.ts';
import { tgiServer } from '../../support/modelServer/tgi.ts';
import { vllmServer } from '../../support/modelServer/vllm.ts';
import { storyteller, visit } from './examined.ts';

interface Facts {
  readonly server: (served: ServedToy) => Answering;
  readonly logprobs: unknown;
  readonly control: string;
  readonly promptLogprobs: string;
  readonly firstToken: string;
  readonly tooLong: string;
  readonly streaming: string;
  readonly embeddings: string | undefined;
  readonly tooLongToEmbed: string | undefined;
  readonly reranking: string | undefined;
}

const exact = { logprobs: 'exact', control: 'ok', promptLogprobs: 'ok', firstToken: 'ok', tooLong: 'ok' };

/** What the scripted servers can do, status by status. */
const generating: Readonly<Record<string, Facts>> = {
  vllm: {
    ...exact,
    server: vllmServer,
    streaming: 'ok',
    embeddings: 'ok',
    tooLongToEmbed: 'ok',
    reranking: 'ok',
  },
  sglang: {
    ...exact,
    server: sglangServer,
    streaming: 'ok',
    embeddings: 'warn',
    tooLongToEmbed: 'ok',
    reranking: 'ok',
  },
  tgi: {
    ...exact,
    server: tgiServer,
    streaming: 'ok',
    embeddings: undefined,
    tooLongToEmbed: undefined,
    reranking: undefined,
  },
  'llama.cpp': {
    ...exact,
    server: llamaCppServer,
    promptLogprobs: 'no',
    streaming: 'ok',
    embeddings: 'ok',
    tooLongToEmbed: 'ok',
    reranking: 'ok',
  },
  ollama: {
    server: ollamaServer,
    logprobs: { topK: 20 },
    control: 'no',
    promptLogprobs: 'no',
    firstToken: 'unknown',
    tooLong: 'ok',
    streaming: 'ok',
    embeddings: 'warn',
    tooLongToEmbed: 'ok',
    reranking: undefined,
  },
  openai: {
    server: openaiServer,
    logprobs: { topK: 5 },
    control: 'unknown',
    promptLogprobs: 'no',
    firstToken: 'unknown',
    tooLong: 'unknown',
    streaming: 'ok',
    embeddings: 'warn',
    tooLongToEmbed: 'unknown',
    reranking: undefined,
  },
};

describe.each(Object.entries(generating))('%s', (kind, facts) => {
  test('is found to do what it does', async () => {
    const { server, of } = await visit(facts.server(storyteller()), {}, ['[Retrieval]']);
    expect(server.reached).toBe(true);
    expect(of('kind')?.value).toMatchObject({ kind });
    expect(of('models')?.value).toContain('toy');
    expect(of('prompts')).toMatchObject({ status: 'ok', value: ['text', 'chat'] });
    expect({
      server: facts.server,
      logprobs: of('logprobs')?.value,
      control: of('control token [Retrieval]')?.status,
      promptLogprobs: of('prompt logprobs')?.status,
      firstToken: of('first token')?.status,
      tooLong: of('too long a prompt')?.status,
      streaming: of('streaming')?.status,
      embeddings: of('embeddings')?.status,
      tooLongToEmbed: of('too long a text to embed')?.status,
      reranking: of('reranking')?.status,
    }).toEqual(facts);
    expect(of('deterministic alone')).toMatchObject({ status: 'ok', value: 1 });
    expect(of('deterministic together')).toMatchObject({ status: 'ok', value: 1 });
    expect(of('throughput')?.status).toBe('ok');
  });

  test('is asked for little', async () => {
    const { asked } = await visit(facts.server(storyteller()));
    expect(asked.length).toBeLessThan(120);
    const longest = Math.max(...asked.map(({ body }) => JSON.stringify(body).length));
    expect(longest).toBeLessThan(10_000);
  });
});

test('an embedding model on TEI is not asked to generate', async () => {
  const { of, asked, model } = await visit(teiServer(storyteller()));
  expect(of('embeddings')).toMatchObject({ status: 'ok', value: { dimensions: 2 } });
  expect(of('embeddings')?.detail).toContain('pooling mean');
  expect(of('too long a text to embed')).toMatchObject({ status: 'ok', value: true });
  expect(of('prompts')).toBeUndefined();
  expect(asked.filter(({ path }) => /generate|completions|rerank/.test(path))).toEqual([]);
  expect(model?.backend?.can.does).toEqual(['embed']);
});

test('a reranker on TEI reranks and does nothing else', async () => {
  const { of, model } = await visit(teiServer(storyteller(), true));
  expect(of('reranking')).toMatchObject({ status: 'ok', value: true });
  expect(of('embeddings')).toBeUndefined();
  expect(model?.backend?.can.does).toEqual(['rerank']);
});
