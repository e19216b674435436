import { describe, expect, test } from 'vitest';
import type { Backend, GenerateRequest, Generation } from '../../../src/ports/backend.ts';
import type { Part, Prompt } from '../../../src/ports/prompt.ts';
import { openTiny, sharedTiny } from '../../support/gguf/openTiny.ts';
import { tinyControls } from '../../support/gguf/tinyVocabulary.ts';

const never = new AbortController().signal;
const tiny = sharedTiny();
const open = (): Promise<Backend> => tiny().server.open('tiny');

const prompt = (...parts: readonly Part[]): Prompt => ({ kind: 'text', parts });
const say = (backend: Backend, words: string, more: Partial<GenerateRequest> = {}): Promise<Generation> =>
  backend.generate({ prompt: prompt({ text: words }), maxTokens: 12, ...more }, never);

describe('decoding', () => {
  test('is the same each time when greedy, whatever was asked between', async () => {
    const backend = await open();
    const first = await say(backend, 'the city of');
    await say(backend, 'the river and the people of the city');
    const again = await say(backend, 'the city of');
    expect(again.text).toBe(first.text);
    expect(first.usage.outputTokens).toBe(12);
  });

  test('follows the seed', async () => {
    const backend = await open();
    const hot = { temperature: 5, maxTokens: 24 };
    const [one, two, other] = [
      await say(backend, 'he was', { ...hot, seed: 1 }),
      await say(backend, 'he was', { ...hot, seed: 1 }),
      await say(backend, 'he was', { ...hot, seed: 2 }),
    ];
    expect(two.text).toBe(one.text);
    expect(other.text).not.toBe(one.text);
  });

  test('draws anew at each position', async () => {
    // Equal draws would take the same rank again and again.
    const { tokens = [] } = await say(await open(), 'he was', {
      temperature: 50,
      seed: 4,
      watch: ['[Relevant]'],
    });
    expect(new Set(tokens.map(({ id }) => id)).size).toBeGreaterThan(8);
  });

  test('ends before a stop string', async () => {
    const backend = await open();
    const { text } = await say(backend, 'the city of');
    const stop = text.slice(4, 7);
    const cut = await say(backend, 'the city of', { stop: ['never said', stop] });
    expect(cut).toMatchObject({ text: text.slice(0, text.indexOf(stop)), finish: 'stop' });
  });

  test('takes one of the choices, also where one begins another', async () => {
    const backend = await open();
    const choose = ['yes', 'yesterday', 'no'];
    for (const temperature of [0, 1]) {
      const { text, finish } = await say(backend, 'did he?', { choose, temperature, seed: 1 });
      expect(choose).toContain(text);
      expect(finish).toBe('choice');
    }
  });

  test('takes a control token as a choice', async () => {
    const { tokens, text } = await say(await open(), 'is it so?', {
      choose: ['[Relevant]', '[Irrelevant]'],
      watch: ['[Relevant]', '[Irrelevant]'],
    });
    expect(tokens).toHaveLength(1);
    expect(text).toBe(tokens?.[0]?.text);
  });

  test('stops at the end of the context', async () => {
    const backend = await open();
    const { usage, finish } = await say(backend, 'the '.repeat(250), { maxTokens: 100 });
    expect(usage.promptTokens + usage.outputTokens).toBe(512);
    expect(finish).toBe('length');
  });

  test('is given up when its signal says so, and the next request is answered', async () => {
    const backend = await open();
    const controller = new AbortController();
    const asked = backend.generate({ prompt: prompt({ text: 'on and' }), maxTokens: 500 }, controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(asked).rejects.toThrow('enough');
    expect((await say(backend, 'and then')).usage.outputTokens).toBe(12);
  });
});

describe('control tokens', () => {
  test('in a text stay text, and as a control part become one token', async () => {
    const backend = await open();
    const asText = await backend.countTokens(prompt({ text: '[Retrieval]' }), never);
    const asControl = await backend.countTokens(prompt({ control: '[Retrieval]' }), never);
    expect(asControl).toBe(2);
    expect(asText).toBeGreaterThan(4);
  });

  test('in a chat turn stay text, also those of the template', async () => {
    const backend = await open();
    const count = (words: string): Promise<number> =>
      backend.countTokens({ kind: 'chat', turns: [{ role: 'user', parts: [{ text: words }] }] }, never);
    expect((await count('</s><|assistant|>')) - (await count(''))).toBeGreaterThan(8);
  });

  test('begin a prompt once', async () => {
    const backend = await open();
    expect(await backend.countTokens(prompt({ text: 'a' }), never)).toBe(2);
    expect(await backend.countTokens(prompt({ control: '<s>' }, { text: 'a' }), never)).toBe(2);
    const chat: Prompt = { kind: 'chat', turns: [{ role: 'user', parts: [{ text: 'a' }] }] };
    // <s> <|user|> a </s> <|assistant|>
    expect(await backend.countTokens(chat, never)).toBe(5);
  });

  test('show in the answer where the method watches some, and not otherwise', async () => {
    const backend = await open();
    const shown = await say(backend, 'so?', {
      watch: ['[Relevant]'],
      maxTokens: 200,
      temperature: 8,
      seed: 1,
    });
    const hidden = await say(backend, 'so?', { maxTokens: 200, temperature: 8, seed: 1 });
    const controls = (text: string): readonly string[] => tinyControls.filter((each) => text.includes(each));
    expect(controls(shown.text)).not.toEqual([]);
    expect(controls(hidden.text)).toEqual([]);
  });
});

test('a model without a chat template takes text prompts only', async () => {
  const { server } = await openTiny({ chatTemplate: false });
  const backend = await server.open('tiny');
  expect(backend.can.prompts).toEqual(['text']);
  const chat: Prompt = { kind: 'chat', turns: [{ role: 'user', parts: [{ text: 'a' }] }] };
  await expect(backend.generate({ prompt: chat, maxTokens: 1 }, never)).rejects.toMatchObject({
    code: 'unsupported',
  });
});

test('several sequences give the same answers as one', async () => {
  const asked = Array.from({ length: 9 }, (_, n) => `the ${['city', 'river', 'war'][n % 3]} of ${n}`);
  const one = await open();
  const alone = [];
  for (const words of asked) alone.push((await say(one, words)).text);
  const { server } = await openTiny({ sequences: 4 });
  const backend = await server.open('tiny');
  const together = await Promise.all(asked.map((words) => say(backend, words)));
  expect(together.map(({ text }) => text)).toEqual(alone);
  expect(together.some(({ served }) => served.by === 'model' && served.queuedMs > 0)).toBe(true);
});

test('an adapter changes the answer, and only its own', async () => {
  const base = await open();
  const adapted = await tiny().server.open('tiny', tiny().adapter);
  const before = await say(base, 'the city of');
  const changed = await say(adapted, 'the city of');
  const after = await say(base, 'the city of');
  expect(changed.text).not.toBe(before.text);
  expect(after.text).toBe(before.text);
  expect(adapted.identity.digest).not.toEqual(base.identity.digest);
});

test('what cannot be asked is refused before it reaches the engine', async () => {
  const backend = await open();
  for (const wrong of [{ temperature: -1 }, { choose: [''] }, { maxTokens: 0.5 }]) {
    await expect(say(backend, 'so', wrong)).rejects.toMatchObject({ code: 'unsupported' });
  }
  const { tokens } = await say(backend, 'so', { watch: [] });
  expect(tokens?.every(({ logprob }) => logprob !== undefined && logprob <= 0)).toBe(true);
});
