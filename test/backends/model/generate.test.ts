import { describe, expect, test } from 'vitest';
import { chosenText } from '../../../src/backends/model/chosenText.ts';
import { splitReasoning } from '../../../src/backends/model/splitReasoning.ts';
import { ollamaServer } from '../../support/modelServer/ollama.ts';
import { openaiServer } from '../../support/modelServer/openai.ts';
import { openToy, toy } from '../../support/modelServer/openToy.ts';
import { sglangServer } from '../../support/modelServer/sglang.ts';
import { toyName, type ServedToy } from '../../support/modelServer/served.ts';
import type { Answering } from '../../support/modelServer/startHttp.ts';
import { speak } from '../../support/modelServer/toyModel.ts';
import { vllmServer } from '../../support/modelServer/vllm.ts';

const never = new AbortController().signal;
const chat = (text: string) =>
  ({ prompt: { kind: 'chat', turns: [{ role: 'user', parts: [{ text }] }] }, maxTokens: 60 }) as const;
const text = (words: string) =>
  ({ prompt: { kind: 'text', parts: [{ text: `${words}${speak}` }] }, maxTokens: 60 }) as const;

async function open(server: (served: ServedToy) => Answering, served: ServedToy) {
  return (await openToy(server(served))).server.open(toyName);
}

describe('reasoning', () => {
  test.each([
    ['yes', { text: 'yes' }],
    ['<think>hm</think>yes', { text: 'yes', reasoning: 'hm' }],
    [' <think>\nhm\n</think>\n\nyes', { text: 'yes', reasoning: 'hm' }],
    ['hm</think> yes', { text: 'yes', reasoning: 'hm' }],
    ['<think>cut off', { text: '', reasoning: 'cut off' }],
    ['<think></think>yes', { text: 'yes' }],
    ['say <think>', { text: 'say <think>' }],
  ])('in %j gives %j', (said, split) => {
    expect(splitReasoning(said)).toEqual(split);
  });

  test.each([
    ['vllm', vllmServer],
    ['sglang', sglangServer],
    ['ollama', ollamaServer],
  ])('of %s is split off and never part of the answer', async (_kind, server) => {
    const generation = await (await open(server, toy({ say: 'yes' }))).generate(chat('q'), never);
    expect(generation).toMatchObject({ text: 'yes', reasoning: 'Let me think.' });
    const thought = await (
      await open(server, toy({ say: '<think>hm</think>yes' }))
    ).generate(text('q'), never);
    expect(thought).toMatchObject({ text: 'yes', reasoning: 'hm' });
    expect(thought.usage.outputTokens).toBe('<think>hm</think>yes'.length);
  });
});

describe('a prompt that the server cuts silently', () => {
  const long = 'some words '.repeat(100);

  test('fails where tokens are counted', async () => {
    const answering = vllmServer(toy({ context: 10_000 }));
    const { server } = await openToy(async (asked, response) => {
      const answer = await answering(asked, response);
      if (!/completions/.test(asked.path)) return answer;
      const json = answer?.json as { usage: object };
      return { json: { ...json, usage: { ...json.usage, prompt_tokens: 40 } } };
    });
    const backend = await server.open(toyName);
    for (const request of [text(long), chat(long)]) {
      await expect(backend.generate(request, never)).rejects.toMatchObject({
        code: 'backend',
        input: { fault: 'truncated' },
      });
    }
  });

  test('fails on an Ollama that cuts although it was told not to', async () => {
    // The toy's tokens are characters: words of one letter make words and tokens comparable.
    const backend = await open(ollamaServer, toy({ old: true }));
    for (const request of [text('a '.repeat(220)), chat('a '.repeat(220))]) {
      await expect(backend.generate(request, never)).rejects.toMatchObject({ input: { fault: 'truncated' } });
    }
  });

  test('is refused by an Ollama that listens', async () => {
    const backend = await open(ollamaServer, toy());
    await expect(backend.generate(text(long), never)).rejects.toMatchObject({ code: 'context-overflow' });
  });
});

describe('a guided choice', () => {
  test('that a server ignores is a failure', async () => {
    const answering = vllmServer(toy({ say: 'whatever' }));
    const { server } = await openToy((asked, response) => {
      const { structured_outputs: _, ...body } = asked.body;
      return answering({ ...asked, body }, response);
    });
    const backend = await server.open(toyName);
    await expect(backend.generate({ ...text('q'), choose: ['yes', 'no'] }, never)).rejects.toMatchObject({
      code: 'unsupported',
    });
  });

  test('comes back as JSON where only schemas are known', async () => {
    const backend = await open(openaiServer, toy({ say: 'yes' }));
    expect(await backend.generate({ ...chat('q'), choose: ['yes', 'no'] }, never)).toMatchObject({
      text: 'yes',
      finish: 'choice',
    });
  });

  test.each([
    ['yes', 'yes'],
    [' yes\n', 'yes'],
    ['"no"', 'no'],
    ['{"choice":"no"}', 'no'],
    ['yes sir', undefined],
    ['{"choice":1}', undefined],
  ])('%j is %j', (said, chosen) => {
    expect(chosenText(said, ['yes', 'no'])).toBe(chosen);
  });
});

describe('parameters', () => {
  test('are all sent, so that no default of a server or model file counts', async () => {
    const { server, asked } = await openToy(vllmServer(toy()));
    const backend = await server.open(toyName);
    await backend.generate({ ...text('q'), seed: 7, stop: ['\n'], topP: 0.9, temperature: 0.5 }, never);
    expect(asked.at(-1)?.body).toMatchObject({
      model: toyName,
      max_tokens: 60,
      temperature: 0.5,
      top_p: 0.9,
      top_k: 0,
      min_p: 0,
      repetition_penalty: 1,
      seed: 7,
      stop: ['\n'],
    });
  });

  test('are greedy unless told', async () => {
    const { server, asked } = await openToy(ollamaServer(toy()));
    await (await server.open(toyName)).generate(text('q'), never);
    expect(asked.at(-1)?.body).toMatchObject({
      raw: true,
      truncate: false,
      options: { temperature: 0, top_p: 1 },
    });
  });

  test("OpenAI's own server gets the name that it wants for the limit", async () => {
    const { openai } = await import('../../../src/backends/families/openai.ts');
    const ask = {
      model: 'm',
      adapter: {},
      prompt: { as: 'messages', messages: [] },
      maxTokens: 5,
      temperature: 0,
      topP: 1,
      stop: [],
      showControls: false,
    } as const;
    expect(openai.chat?.body({ ...ask, host: 'api.openai.com' })).toMatchObject({ max_completion_tokens: 5 });
    expect(openai.chat?.body({ ...ask, host: 'elsewhere' })).toMatchObject({ max_tokens: 5 });
  });
});
