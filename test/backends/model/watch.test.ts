import { describe, expect, test } from 'vitest';
import type { Watched } from '../../../src/ports/backend.ts';
import { llamaCppServer } from '../../support/modelServer/llamaCpp.ts';
import { ollamaServer } from '../../support/modelServer/ollama.ts';
import { openaiServer } from '../../support/modelServer/openai.ts';
import { openToy, toy } from '../../support/modelServer/openToy.ts';
import { sglangServer } from '../../support/modelServer/sglang.ts';
import { toyName, type ServedToy } from '../../support/modelServer/served.ts';
import type { Answering, HttpAsked } from '../../support/modelServer/startHttp.ts';
import { tgiServer } from '../../support/modelServer/tgi.ts';
import { speak } from '../../support/modelServer/toyModel.ts';
import { vllmServer } from '../../support/modelServer/vllm.ts';

const never = new AbortController().signal;
const watch = ['[Retrieval]', '[No Retrieval]'];
/** p = (.4, .00001): the second is below every token of the tail, so that no short list holds it. */
const first = { '[Retrieval]': 0.4, '[No Retrieval]': 0.00001 };

async function watched(
  server: (served: ServedToy) => Answering,
  change: Partial<ServedToy> = {},
  more: { readonly temperature?: number; readonly say?: string; readonly watchFloor?: number } = {},
): Promise<{ at: readonly (Watched | undefined)[]; asked: readonly HttpAsked[]; text: string }> {
  const { server: opened, asked } = await openToy(
    server(toy({ first, say: more.say ?? '[Retrieval]x', ...change })),
  );
  const backend = await opened.open(toyName);
  const { tokens = [], text } = await backend.generate(
    {
      prompt: { kind: 'text', parts: [{ text: `q${speak}` }] },
      maxTokens: 6,
      watch,
      temperature: more.temperature ?? 0,
      ...(more.watchFloor !== undefined && { watchFloor: more.watchFloor }),
    },
    never,
  );
  return { at: tokens.map((token) => token.watched), asked, text };
}

function close(told: Watched | undefined, expected: Readonly<Record<string, number>>): void {
  const p = Object.fromEntries(Object.entries(told?.ln ?? {}).map(([token, ln]) => [token, Math.exp(ln)]));
  expect(Object.keys(p).sort()).toEqual(Object.keys(expected).sort());
  for (const [token, value] of Object.entries(expected)) expect(p[token]).toBeCloseTo(value, 8);
}

const generations = (asked: readonly HttpAsked[]): number =>
  asked.filter(({ path }) => /completion|generate/.test(path)).length;

describe('watched tokens', () => {
  test.each([
    ['vllm', vllmServer],
    ['sglang', sglangServer],
  ])('%s tells chosen ids with the generation itself', async (_kind, server) => {
    const { at, asked } = await watched(server);
    close(at[0], first);
    expect(at[0]).toMatchObject({ scale: 'absolute' });
    expect(generations(asked)).toBe(1);
  });

  test('llama.cpp is asked again for its whole vocabulary', async () => {
    const { at, asked } = await watched(llamaCppServer);
    close(at[0], first);
    expect(generations(asked)).toBe(2);
    expect(asked.at(-1)?.body).toMatchObject({ n_predict: 1, n_probs: 30, temperature: 0 });
  });

  test('an older vLLM that ignores chosen ids is made to take each token, absolute', async () => {
    const { at } = await watched(vllmServer, { old: true });
    close(at[0], first);
    expect(at[0]?.scale).toBe('absolute');
  });

  test('shares over the set become absolute through the token that the list showed', async () => {
    const { at } = await watched(vllmServer, { old: true, processed: true });
    close(at[0], first);
    expect(at[0]?.scale).toBe('absolute');
  });

  test('shares over the set alone say that they are conditional', async () => {
    const rare = { '[Retrieval]': 0.00004, '[No Retrieval]': 0.00001, z: 0.9 };
    const answering = vllmServer(toy({ first: rare, say: 'z', old: true, processed: true }));
    const { server } = await openToy((asked, response) =>
      'prompt_logprobs' in asked.body
        ? { status: 400, json: { error: { message: 'no prompt logprobs here' } } }
        : answering(asked, response),
    );
    const backend = await server.open(toyName);
    const prompt = { kind: 'text', parts: [{ text: `q${speak}` }] } as const;
    const { tokens } = await backend.generate({ prompt, maxTokens: 1, watch }, never);
    close(tokens?.[0]?.watched, { '[Retrieval]': 0.8, '[No Retrieval]': 0.2 });
    expect(tokens?.[0]?.watched).toMatchObject({ scale: 'conditional' });
  });

  test('TGI scores what its list does not show as the end of the prompt', async () => {
    const { at, asked } = await watched(tgiServer);
    close(at[0], first);
    expect(asked.at(-1)?.body).toMatchObject({
      inputs: `q${speak}[No Retrieval]`,
      parameters: { decoder_input_details: true, max_new_tokens: 1 },
    });
  });

  test('what a server cannot tell is absent, with the bound', async () => {
    const { at } = await watched(openaiServer, { say: 'y' } as Partial<ServedToy>);
    close(at[0], { '[Retrieval]': 0.4 });
    expect(Math.exp(at[0]?.atMost ?? 0)).toBeCloseTo(0.59999 / 26, 6);
    expect(at[0]?.mass).toBeGreaterThan(0.4);
    expect(at[0]?.mass).toBeLessThan(1);
  });

  test('Ollama cannot tell control tokens apart: none is claimed', async () => {
    const { at } = await watched(ollamaServer);
    expect(at[0]?.ln).toEqual({});
  });

  test('stand wherever one of them is generated', async () => {
    for (const server of [vllmServer, sglangServer, llamaCppServer]) {
      const { at, text } = await watched(server, {}, { say: '[Retrieval]x[No Retrieval]y' });
      expect(at.map((each) => each !== undefined)).toEqual([true, false, true, false]);
      expect(Math.exp(at[2]?.ln['[No Retrieval]'] ?? 0)).toBeCloseTo(0.9, 8);
      expect(text).toBe('[Retrieval]x[No Retrieval]y');
    }
  });

  test('SGLang, whose values are scaled by the temperature, is asked again without one', async () => {
    const { at, asked } = await watched(sglangServer, {}, { temperature: 0.7 });
    close(at[0], first);
    expect(generations(asked)).toBeGreaterThan(1);
    expect(asked.at(-1)?.body).toMatchObject({ sampling_params: { temperature: 0, max_new_tokens: 1 } });
  });

  test('that are several tokens are refused', async () => {
    const { server } = await openToy(vllmServer(toy()));
    const backend = await server.open(toyName);
    const prompt = { kind: 'text', parts: [{ text: speak }] } as const;
    await expect(backend.generate({ prompt, maxTokens: 1, watch: ['ab'] }, never)).rejects.toMatchObject({
      code: 'unsupported',
    });
  });

  test('that cannot be above the floor cost no further request', async () => {
    const floor = { watchFloor: Math.log(0.5) };
    const { at, asked } = await watched(llamaCppServer, {}, floor);
    // The list of 20 ends with tokens of the tail, at (1 − .4 − .00001) ÷ 26.
    close(at[0], { '[Retrieval]': 0.4 });
    expect(Math.exp(at[0]?.atMost ?? 0)).toBeCloseTo(0.59999 / 26, 6);
    expect(generations(asked)).toBe(1);
    const low = await watched(llamaCppServer, {}, { watchFloor: Math.log(0.001) });
    close(low.at[0], first);
    expect(generations(low.asked)).toBe(2);
  });
});

describe('watched tokens of a chat', () => {
  const prompt = { kind: 'chat', turns: [{ role: 'user', parts: [{ text: 'q' }] }] } as const;
  const rare = 'q';

  test('come from its list', async () => {
    const { server, asked } = await openToy(openaiServer(toy()));
    const backend = await server.open(toyName);
    const { tokens } = await backend.generate({ prompt, maxTokens: 2, watch: ['y', '[Retrieval]'] }, never);
    close(tokens?.[0]?.watched, { y: 0.9 });
    expect(tokens?.[0]?.watched?.atMost).toBeLessThan(0);
    expect(asked.filter(({ path }) => path === '/v1/chat/completions')).toHaveLength(1);
  });

  test('are looked for further at the first place, which is the prompt itself', async () => {
    const { server, asked } = await openToy(
      llamaCppServer(toy({ first: { y: 0.5, [rare]: 0.00001 }, say: 'y' })),
    );
    const backend = await server.open(toyName);
    const { tokens } = await backend.generate({ prompt, maxTokens: 2, watch: ['y', rare] }, never);
    close(tokens?.[0]?.watched, { y: 0.5, [rare]: 0.00001 });
    expect(asked.at(-1)).toMatchObject({
      path: '/v1/chat/completions',
      body: { max_tokens: 1, top_logprobs: 30 },
    });
  });

  test('are looked for by requests confined to them, where longer lists are refused', async () => {
    const answering = vllmServer(toy({ first: { y: 0.5, [rare]: 0.00001 }, say: 'y' }));
    const { server, asked } = await openToy((its, response) => {
      if (its.body['top_logprobs'] === -1)
        return { status: 400, json: { error: { message: 'max allowed: 20' } } };
      const [id] = (its.body['allowed_token_ids'] as readonly number[] | undefined) ?? [];
      if (id === undefined) return answering(its, response);
      const content = [{ token: `token_id:${id}`, bytes: [], logprob: Math.log(0.00001), top_logprobs: [] }];
      const choice = { message: { content: rare }, finish_reason: 'length', logprobs: { content } };
      return { json: { choices: [choice], usage: { prompt_tokens: 9, completion_tokens: 1 } } };
    });
    const backend = await server.open(toyName);
    const { tokens } = await backend.generate({ prompt, maxTokens: 1, watch: ['y', rare] }, never);
    close(tokens?.[0]?.watched, { y: 0.5, [rare]: 0.00001 });
    expect(asked.at(-1)?.body).toMatchObject({ max_tokens: 1, return_tokens_as_token_ids: true });
  });

  test('are not looked for at later places, which no request can name', async () => {
    const { server, asked } = await openToy(llamaCppServer(toy({ say: 'xy' })));
    const backend = await server.open(toyName);
    const { tokens } = await backend.generate({ prompt, maxTokens: 2, watch: ['y', rare] }, never);
    expect(tokens?.[1]?.watched?.ln).toHaveProperty('y');
    expect(
      asked.filter(({ path, body }) => path === '/v1/chat/completions' && body['top_logprobs'] === 30),
    ).toHaveLength(1);
  });
});
