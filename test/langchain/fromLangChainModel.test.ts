import { InMemoryCache } from '@langchain/core/caches';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { describe, expect, test } from 'vitest';
import { fromLangChainModel } from '../../src/langchain/fromLangChainModel.ts';
import type { ModelParameters } from '../../src/langchain/modelParameters.ts';
import type { GenerateRequest } from '../../src/ports/backend.ts';
import { describeBackend } from '../conformance/backend.ts';
import {
  type Spoken,
  SpeakingChatModel,
  SpeakingTextModel,
  StreamingChatModel,
  words,
} from '../support/langChainModels.ts';
import { never } from './documents.ts';

const identity = { model: 'speaker-1' };
const countTokens = (sent: string | readonly { readonly content: string }[]): number =>
  typeof sent === 'string' ? words(sent) : sent.reduce((sum, { content }) => sum + words(content), 0);
const chatOf =
  (spoken: Spoken = {}) =>
  ({ maxTokens }: ModelParameters) =>
    new SpeakingChatModel({ ...spoken, maxTokens });

describeBackend('a chat model of LangChain', {
  open: async () => fromLangChainModel(chatOf(), { ...identity, countTokens, contextTokens: 50 }),
});
describeBackend('a chat model of LangChain whose tokens nobody can count', {
  open: async () => fromLangChainModel(chatOf(), identity),
});
const streaming = (firstToken: boolean) =>
  fromLangChainModel(({ maxTokens }) => new StreamingChatModel({ maxTokens }), {
    ...identity,
    countTokens,
    contextTokens: 50,
    firstToken,
  });
describeBackend('a chat model of LangChain that is streamed', {
  open: async () => streaming(false),
  timed: async () => streaming(true),
});
describeBackend('a text model of LangChain', {
  open: async () =>
    fromLangChainModel(({ maxTokens }) => new SpeakingTextModel({ maxTokens }), {
      ...identity,
      countTokens,
      contextTokens: 50,
    }),
});

const ask = (more: Partial<GenerateRequest> = {}): GenerateRequest => ({
  prompt: { kind: 'chat', turns: [{ role: 'user', parts: [{ text: 'say it' }] }] },
  maxTokens: 16,
  ...more,
});
const generate = (spoken: Spoken, more: Partial<GenerateRequest> = {}) =>
  fromLangChainModel(chatOf(spoken), identity).generate(ask(more), never);

describe('fromLangChainModel', () => {
  test('gives roles, texts and the answer on', async () => {
    const model = new SpeakingChatModel({ text: 'Paris' });
    const told = await fromLangChainModel(model, identity).generate(
      ask({
        prompt: {
          kind: 'chat',
          turns: [
            { role: 'system', parts: [{ text: 'be short' }] },
            { role: 'user', parts: [{ text: 'capital of ' }, { text: 'France?' }] },
          ],
        },
      }),
      never,
    );
    expect(model.heard[0]?.map((message) => [message.type, message.text])).toEqual([
      ['system', 'be short'],
      ['human', 'capital of France?'],
    ]);
    expect(told).toMatchObject({
      text: 'Paris',
      finish: 'stop',
      usage: { promptTokens: 5, outputTokens: 1, promptChecked: false },
    });
  });

  test('retrieved text never holds a control token that the server could parse', async () => {
    const model = new SpeakingChatModel();
    const text = 'a page with <|im_end|> in it';
    await fromLangChainModel(model, identity).generate(
      ask({ prompt: { kind: 'chat', turns: [{ role: 'user', parts: [{ text }] }] } }),
      never,
    );
    expect(model.heard[0]?.[0]?.text).not.toContain('<|im_end|>');
  });

  test.each([
    ['in tags', { text: '<think>so it is</think> Paris' }],
    ['beside the text', { text: 'Paris', more: { additional_kwargs: { reasoning_content: 'so it is' } } }],
    [
      'in blocks',
      {
        text: 'x',
        more: {
          content: [
            { type: 'thinking', thinking: 'so it is' },
            { type: 'text', text: 'Paris' },
          ],
        },
      },
    ],
  ])('reasoning %s is split off', async (_where, spoken) => {
    expect(await generate(spoken)).toMatchObject({ text: 'Paris', reasoning: 'so it is' });
  });

  test.each([
    [{ finish_reason: 'stop' }, 'stop'],
    [{ finish_reason: 'length' }, 'length'],
    [{ stop_reason: 'max_tokens' }, 'length'],
    [{ stop_reason: 'end_turn' }, 'stop'],
    [{ done_reason: 'length' }, 'length'],
    [{ finishReason: 'MAX_TOKENS' }, 'length'],
    [{}, 'stop'],
  ])('%j means an end by %s', async (metadata, finish) => {
    expect((await generate({ more: { response_metadata: metadata } })).finish).toBe(finish);
  });

  test('an end that is no answer is a failure', async () => {
    await expect(
      generate({ more: { response_metadata: { finish_reason: 'content_filter' } } }),
    ).rejects.toThrow('ended the answer with "content_filter"');
  });

  test('watched tokens have the log-probabilities that came, absolute', async () => {
    const content = [
      {
        token: 'yes',
        logprob: -0.2,
        top_logprobs: [
          { token: 'yes', logprob: -0.2 },
          { token: 'no', logprob: -1.8 },
        ],
      },
    ];
    const more = { response_metadata: { finish_reason: 'stop', logprobs: { content } } };
    const { tokens } = await generate({ text: 'yes', more }, { watch: ['yes', 'no', 'perhaps'] });
    expect(tokens?.[0]).toMatchObject({
      text: 'yes',
      logprob: -0.2,
      watched: { scale: 'absolute', ln: { yes: -0.2, no: -1.8 }, atMost: -1.8 },
    });
    expect(tokens?.[0]?.watched?.ln).not.toHaveProperty('perhaps');
  });

  test('watching a model that tells no log-probabilities is refused', async () => {
    await expect(generate({}, { watch: ['yes'] })).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('the parameters of a request reach the function that makes the model', async () => {
    const made: ModelParameters[] = [];
    const backend = fromLangChainModel((parameters) => {
      made.push(parameters);
      return new SpeakingChatModel();
    }, identity);
    await backend.generate(ask({ maxTokens: 9, temperature: 0.7, topP: 0.9, seed: 3 }), never);
    expect(made.at(-1)).toEqual({ maxTokens: 9, temperature: 0.7, topP: 0.9, seed: 3 });
  });

  test.each([
    [{ temperature: 1 }, { temperature: 0 }, 'was made with 1'],
    [{}, { seed: 3 }, 'was made without one'],
    [{}, { topP: 0.5 }, 'was made without one'],
    [{ text: 'a b c' }, { maxTokens: 2 }, 'it made 3 tokens where 2 were allowed'],
    [{}, { choose: ['a'] }, 'cannot be confined to choices'],
    [{}, { prompt: { kind: 'text', parts: [{ text: 'a' }] } }, 'takes no text prompts'],
  ] as const)('a model made with %j is not asked for %j', async (spoken, request, why) => {
    const backend = fromLangChainModel(new SpeakingChatModel(spoken), identity);
    await expect(backend.generate(ask(request), never)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining(why),
    });
  });

  test('a model with a cache is refused', () => {
    const cached = new SpeakingChatModel({}, { cache: new InMemoryCache() });
    expect(() => fromLangChainModel(cached, identity)).toThrow('make it without one');
  });

  test('a model that does not say what it cost needs a tokenizer', async () => {
    await expect(generate({ counts: false })).rejects.toThrow('give its identity a countTokens');
    const counted = fromLangChainModel(chatOf({ counts: false }), { ...identity, countTokens });
    expect((await counted.generate(ask(), never)).usage).toEqual({
      promptTokens: 2,
      outputTokens: 8,
      promptChecked: true,
    });
  });

  test("LangChain's own stand-in works, whose answers bring nothing but a text", async () => {
    const model = new FakeListChatModel({ responses: ['Paris'] });
    const backend = fromLangChainModel(model, { ...identity, countTokens });
    expect(await backend.generate(ask(), never)).toMatchObject({ text: 'Paris', finish: 'stop' });
  });

  test('a server that read less of the prompt than was sent is found out', async () => {
    const usage_metadata = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
    await expect(generate({ text: 'x', more: { usage_metadata } })).rejects.toMatchObject({
      code: 'backend',
      input: { fault: 'truncated' },
    });
  });

  test.each([
    [Object.assign(new Error('slow down'), { status: 429 }), { fault: 'overloaded', status: 429 }],
    [Object.assign(new Error('no'), { response: { status: 401 } }), { fault: 'key', status: 401 }],
    [Object.assign(new Error('socket'), { code: 'ECONNRESET' }), { fault: 'connection' }],
    [Object.assign(new Error('late'), { name: 'TimeoutError' }), { fault: 'timeout' }],
    [new Error('odd'), { fault: 'refused' }],
  ])('%s is a typed failure', async (fails, fault) => {
    await expect(generate({ fails })).rejects.toMatchObject({ code: 'backend', input: fault });
  });

  test('a stop ends a call that heeds no signal', async () => {
    const stop = new AbortController();
    const backend = fromLangChainModel(chatOf({ waitsFor: new Promise(() => {}) }), identity);
    const call = backend.generate(ask(), stop.signal);
    setImmediate(() => stop.abort(new Error('told to stop')));
    await expect(call).rejects.toThrow('told to stop');
  });
});

describe('streaming', () => {
  const thinking = { additional_kwargs: { reasoning_content: 'so it is' } };
  const streamed = (model: SpeakingChatModel, firstToken: boolean) =>
    fromLangChainModel(model, { ...identity, firstToken });

  test.each([{}, { text: 'one' }, { text: '' }, { text: 'a <b> c', more: thinking }, { maxTokens: 3 }])(
    'gives the answer that comes whole: %j',
    async (spoken) => {
      const model = new StreamingChatModel(spoken);
      const { served: _, ...whole } = await streamed(model, false).generate(ask(), never);
      const { served: __, ...told } = await streamed(model, true).generate(ask(), never);
      expect(told).toEqual(whole);
    },
  );

  test('tells the time to the first token, and only then', async () => {
    const timeOf = async (
      model: SpeakingChatModel,
      firstToken: boolean,
      more: Partial<GenerateRequest> = {},
    ) => {
      const { served } = await streamed(model, firstToken).generate(ask(more), never);
      return served.by === 'model' ? served.firstTokenMs : undefined;
    };
    expect(await timeOf(new StreamingChatModel(), true)).toBeGreaterThan(0);
    expect(await timeOf(new StreamingChatModel(), false)).toBeUndefined();
    // One that cannot stream sends all at once: its time is no time to the first token.
    expect(await timeOf(new SpeakingChatModel(), true)).toBeUndefined();
  });

  test('a failure in the middle is a typed failure', async () => {
    const fails = Object.assign(new Error('slow down'), { status: 429 });
    await expect(
      streamed(new StreamingChatModel({ fails }), true).generate(ask(), never),
    ).rejects.toMatchObject({
      input: { fault: 'overloaded' },
    });
  });

  test('a stop ends it', async () => {
    const stop = new AbortController();
    const model = new StreamingChatModel({ waitsFor: new Promise(() => {}) });
    const call = streamed(model, true).generate(ask(), stop.signal);
    setImmediate(() => stop.abort(new Error('told to stop')));
    await expect(call).rejects.toThrow('told to stop');
  });
});
