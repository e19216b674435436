import { describe, expect, test } from 'vitest';
import { llamaCppServer } from '../../support/modelServer/llamaCpp.ts';
import { ollamaServer } from '../../support/modelServer/ollama.ts';
import { openToy, toy } from '../../support/modelServer/openToy.ts';
import { sglangServer } from '../../support/modelServer/sglang.ts';
import { toyName } from '../../support/modelServer/served.ts';
import { startHttp } from '../../support/modelServer/startHttp.ts';
import { teiServer } from '../../support/modelServer/tei.ts';
import { vllmServer } from '../../support/modelServer/vllm.ts';

const never = new AbortController().signal;
const raw = { texts: ['a', 'bb'], as: 'passage', pooling: 'server', normalise: false } as const;

describe('embeddings', () => {
  test.each([
    ['vllm', vllmServer(toy()), { use_activation: false, encoding_format: 'base64' }],
    ['llama.cpp', llamaCppServer(toy()), { embd_normalize: -1 }],
    ['tei', teiServer(toy()), { normalize: false, truncate: false }],
  ])('%s is asked for raw vectors in its own words', async (_kind, answering, expected) => {
    const { server, asked } = await openToy(answering);
    const { vectors } = await (await server.open(toyName)).embed(raw, never);
    expect(asked.at(-1)?.body).toMatchObject(expected);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(5, 5);
  });

  test('an older vLLM is asked in its words', async () => {
    const answering = vllmServer(toy());
    const { server, asked } = await openToy((its, response) =>
      its.path === '/version' ? { json: { version: '0.16.2' } } : answering(its, response),
    );
    await (await server.open(toyName)).embed({ ...raw, normalise: true }, never);
    expect(asked.at(-1)?.body).toMatchObject({ normalize: true });
    expect(asked.at(-1)?.body).not.toHaveProperty('use_activation');
  });

  test.each([
    ['sglang', sglangServer(toy())],
    ['ollama', ollamaServer(toy())],
  ])('%s cannot give raw vectors, and a cosine never passes for a dot product', async (_kind, answering) => {
    const { server } = await openToy(answering);
    await expect((await server.open(toyName)).embed(raw, never)).rejects.toThrow('length 1');
  });

  test('the pooling is held against what the server says', async () => {
    const { server } = await openToy(teiServer(toy()));
    const backend = await server.open(toyName);
    expect((await backend.embed({ ...raw, pooling: 'mean' }, never)).vectors).toHaveLength(2);
    await expect(backend.embed({ ...raw, pooling: 'last' }, never)).rejects.toThrow(
      'pools by mean, not last',
    );
  });

  test('the pooling of a silent server has to be declared', async () => {
    const { server } = await openToy(vllmServer(toy()));
    await expect((await server.open(toyName)).embed({ ...raw, pooling: 'last' }, never)).rejects.toThrow(
      'declare',
    );
    const declared = await openToy(vllmServer(toy()), { pooling: 'last' });
    const backend = await declared.server.open(toyName);
    expect((await backend.embed({ ...raw, pooling: 'last' }, never)).vectors).toHaveLength(2);
    await expect(backend.embed({ ...raw, pooling: 'mean' }, never)).rejects.toThrow('pools by last');
  });

  test('a text that is too long is refused, not cut', async () => {
    const { server } = await openToy(teiServer(toy({ context: 50 })));
    const long = { ...raw, texts: ['x'.repeat(51)] };
    await expect((await server.open(toyName)).embed(long, never)).rejects.toMatchObject({
      code: 'context-overflow',
    });
  });

  test.each([
    ['too few vectors', [{ index: 0, embedding: [1, 2] }]],
    [
      'vectors of two lengths',
      [
        { index: 0, embedding: [1, 2] },
        { index: 1, embedding: [1] },
      ],
    ],
    [
      'an empty vector',
      [
        { index: 0, embedding: [] },
        { index: 1, embedding: [] },
      ],
    ],
    [
      'null in a vector',
      [
        { index: 0, embedding: [1, null] },
        { index: 1, embedding: [1, 2] },
      ],
    ],
  ])('%s are malformed', async (_name, data) => {
    const { openHttpServer } = await import('../../../src/backends/openHttpServer.ts');
    const { url } = await startHttp(({ path }) => ({
      json: path === '/v1/models' ? { data: [{ id: 'm' }] } : { data },
    }));
    await using server = await openHttpServer({ kind: 'openai', address: url }, never, { environment: {} });
    const embedding = (await server.open('m')).embed({ ...raw, normalise: true }, never);
    await expect(embedding).rejects.toMatchObject({ input: { fault: 'malformed' } });
  });
});
