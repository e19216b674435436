import { describe, expect, test } from 'vitest';
import type { Backend, EmbedRequest, GenerateRequest, Generation } from '../../../src/ports/backend.ts';
import type { Part, Prompt } from '../../../src/ports/prompt.ts';
import { sharedServed } from '../../support/engineServer/sharedServed.ts';
import { familyServers } from '../../support/modelServer/familyServers.ts';
import { openToy } from '../../support/modelServer/openToy.ts';
import type { Served } from '../../support/modelServer/served.ts';
import { teiServer } from '../../support/modelServer/tei.ts';

const never = new AbortController().signal;
const engine = sharedServed();

interface Opened {
  readonly adapter?: boolean;
  readonly firstToken?: boolean;
  readonly pooling?: string;
}

/** The model behind a server of a family; llama.cpp's hides control tokens unless told. */
async function over(kind: string, opened: Opened = {}, change: Partial<Served> = {}): Promise<Backend> {
  const { adapter = false, firstToken = false, ...spec } = opened;
  const { served } = engine();
  const answering = familyServers[kind]?.({ ...served, hidesControls: true, ...change }) ?? teiServer(served);
  const { server } = await openToy(answering, spec, { firstToken });
  return server.open('tiny', adapter ? 'poet' : undefined);
}

const inProcess = (adapter = false): Promise<Backend> => {
  const { tiny } = engine();
  return tiny.server.open('tiny', adapter ? tiny.adapter : undefined);
};

const text = (...parts: readonly (string | Part)[]): Prompt => ({
  kind: 'text',
  parts: parts.map((part) => (typeof part === 'string' ? { text: part } : part)),
});
const chat = (...words: readonly string[]): Prompt => ({
  kind: 'chat',
  turns: words.map((each, n) => ({
    role: n === 0 ? 'system' : n % 2 === 1 ? 'user' : 'assistant',
    parts: [{ text: each }],
  })),
});

const prompts: readonly Prompt[] = [
  text('the city of'),
  text('Who was born in 1808? café, naïve, 東京\n'),
  text('is it?', { control: '[Retrieval]' }, { control: '<paragraph>' }, 'It is.', {
    control: '</paragraph>',
  }),
  chat('Answer the question.', 'Which river is it?'),
  chat('Answer.', 'Who?', 'He.', 'And who was he?'),
];

const greedy = (prompt: Prompt, more: Partial<GenerateRequest> = {}): GenerateRequest => ({
  prompt,
  maxTokens: 48,
  temperature: 0,
  ...more,
});

async function both(
  kind: string,
  request: GenerateRequest,
  opened: Opened = {},
  change: Partial<Served> = {},
): Promise<{ readonly told: Generation; readonly exact: Generation }> {
  const [server, local] = [await over(kind, opened, change), await inProcess(opened.adapter)];
  return { told: await server.generate(request, never), exact: await local.generate(request, never) };
}

describe.each(Object.keys(familyServers))('%s, with the model that runs in process,', (kind) => {
  test.each(prompts)('says the same behind %j', async (prompt) => {
    const hasControls = prompt.kind === 'text' && prompt.parts.some((part) => 'control' in part);
    // Where a method speaks in control tokens they have to show: not every family can.
    if (hasControls && ['ollama', 'openai'].includes(kind)) return;
    for (const firstToken of [false, true]) {
      const opened = { firstToken };
      const { told, exact } = await both(kind, greedy(prompt), opened, { hidesControls: !hasControls });
      expect(told.text).toBe(exact.text);
      expect(told.finish).toBe(exact.finish);
      expect(told.usage).toMatchObject({
        promptTokens: exact.usage.promptTokens,
        outputTokens: exact.usage.outputTokens,
      });
      expect(told.served).toHaveProperty(firstToken ? 'firstTokenMs' : 'ms');
    }
  });

  test('ends before the same stop string', async () => {
    for (const prompt of [text('the city of'), chat('Say.', 'What?')]) {
      const { text: whole } = await (await inProcess()).generate(greedy(prompt), never);
      const { told, exact } = await both(kind, greedy(prompt, { stop: ['never', whole.slice(9, 13)] }));
      expect(told).toMatchObject({ text: exact.text, finish: 'stop' });
      expect(told.text.length).toBeLessThan(whole.length);
    }
  });

  test('samples by the seed', async () => {
    const backend = await over(kind);
    const say = async (seed: number): Promise<string> => {
      const request = greedy(text('the city of'), { temperature: 2, seed, maxTokens: 12 });
      return (await backend.generate(request, never)).text;
    };
    expect(await say(3)).toBe(await say(3));
    expect(new Set([await say(3), await say(4), await say(5)]).size).toBeGreaterThan(1);
  });

  test('makes the same choice', async () => {
    const choose = ['yes', 'yesterday', 'no', 'Paris, France (the city)'];
    const asked =
      kind === 'openai' ? [chat('Choose.', 'Which?')] : [text('is it?'), chat('Choose.', 'Which?')];
    for (const prompt of asked) {
      const { told, exact } = await both(kind, greedy(prompt, { choose }));
      expect(told).toMatchObject({ text: exact.text, finish: 'choice' });
    }
  });

  test('tells the same probabilities', async () => {
    const prompt = text('who wrote it?');
    const local = await inProcess();
    const { tokens: said = [] } = await local.generate(greedy(prompt, { watch: [], maxTokens: 6 }), never);
    // What it says is watched wherever it is one token by itself, beside improbable ones.
    const words = [...new Set(said.map((token) => token.text))];
    const single = await Promise.all(
      words.map(async (word) =>
        local.generate(greedy(prompt, { watch: [word], maxTokens: 1 }), never).then(
          () => [word],
          () => [],
        ),
      ),
    );
    const watch = [...single.flat(), '[Relevant]', '[Irrelevant]', 'z'];
    const request = greedy(prompt, { watch, maxTokens: 6 });
    const { told, exact } = await both(kind, request, {}, { hidesControls: false });
    expect(told.tokens).toHaveLength(6);
    const tells = { vllm: true, sglang: true, tgi: true, 'llama.cpp': true }[kind] ?? false;
    let compared = 0;
    for (const [n, { watched, logprob }] of (told.tokens ?? []).entries()) {
      const truth = exact.tokens?.[n];
      expect(logprob).toBeCloseTo(truth?.logprob ?? Number.NaN, 4);
      expect(watched === undefined).toBe(truth?.watched === undefined);
      for (const [token, ln] of Object.entries(truth?.watched?.ln ?? {})) {
        const its = watched?.ln[token];
        if (its === undefined) {
          // What a server cannot tell is bounded.
          expect(tells).toBe(false);
          expect(watched?.atMost ?? Number.NEGATIVE_INFINITY).toBeGreaterThanOrEqual(ln - 1e-4);
        } else {
          expect(Math.abs(its - ln)).toBeLessThan(1e-4);
          compared++;
        }
      }
      if (watched !== undefined) expect(watched.scale).toBe('absolute');
    }
    expect(compared).toBeGreaterThanOrEqual(tells ? watch.length : 1);
  });

  test('tells the same probabilities in a chat, as far as it does', async () => {
    const watch = ['that', 'aft', 'z'];
    const request = greedy(chat('Say.', 'What?'), { watch, maxTokens: 2 });
    const { told, exact } = await both(kind, request);
    const [first] = told.tokens ?? [];
    const truth = exact.tokens?.[0]?.watched?.ln ?? {};
    for (const [token, ln] of Object.entries(first?.watched?.ln ?? {})) {
      expect(Math.abs(ln - (truth[token] ?? Number.NaN))).toBeLessThan(1e-4);
    }
    for (const token of watch.filter((each) => first?.watched?.ln[each] === undefined)) {
      expect(first?.watched?.atMost ?? Number.NEGATIVE_INFINITY).toBeGreaterThanOrEqual(
        (truth[token] ?? Number.NaN) - 1e-4,
      );
    }
  });
});

test.each([
  ['that ignores chosen ids', { old: true }],
  ['that ignores them and tells probabilities after masking', { old: true, processed: true }],
])('an older vLLM %s tells the same probabilities, with more requests', async (_, change) => {
  // Improbable ones: no short list holds them.
  const watch = ['[Relevant]', '[Irrelevant]', 'z'];
  const request = greedy(text('who wrote it?'), { watch, maxTokens: 1 });
  const { told, exact } = await both('vllm', request, {}, change);
  const [first] = told.tokens ?? [];
  expect(first?.watched?.scale).toBe('absolute');
  const [its, truth] = [first?.watched?.ln ?? {}, exact.tokens?.[0]?.watched?.ln ?? {}];
  expect(Object.keys(its).sort()).toEqual([...watch].sort());
  for (const token of watch) expect(its[token]).toBeCloseTo(truth[token] ?? Number.NaN, 4);
});

test("SGLang's probabilities above temperature 0 are asked for again, and are the model's", async () => {
  const request = greedy(text('who?'), { watch: ['z', ' com'], maxTokens: 1, temperature: 0.7, seed: 1 });
  const { told, exact } = await both('sglang', request);
  for (const token of ['z', ' com']) {
    expect(told.tokens?.[0]?.watched?.ln[token]).toBeCloseTo(exact.tokens?.[0]?.watched?.ln[token] ?? 0, 4);
  }
});

test.each(['vllm', 'sglang', 'tgi', 'llama.cpp'])('%s runs an adapter, and none without it', async (kind) => {
  for (const prompt of [text('the city of'), chat('Say.', 'What?')]) {
    const base = await both(kind, greedy(prompt));
    const adapted = await both(kind, greedy(prompt), { adapter: true });
    expect(adapted.told.text).toBe(adapted.exact.text);
    expect(base.told.text).toBe(base.exact.text);
    expect(adapted.told.text).not.toBe(base.told.text);
  }
});

describe.each([
  ['vllm', 'last', true],
  ['llama.cpp', 'last', true],
  ['tei', 'mean', true],
  ['sglang', 'last', false],
  ['ollama', 'last', false],
  ['openai', 'last', false],
] as const)('%s embeds', (kind, pooling, raw) => {
  const texts = ['the city', 'a river of the world, and the sea', 'café'];
  test.each([true, ...(raw ? [false] : [])])('as in process, normalised: %j', async (normalise) => {
    // TEI says how it pools; the others are declared.
    const opened = kind === 'tei' ? {} : { pooling };
    const request: EmbedRequest = { texts, as: 'query', pooling, normalise };
    const { vectors: told } = await (await over(kind, opened)).embed(request, never);
    const { vectors: exact } = await (await inProcess()).embed(request, never);
    expect(told).toHaveLength(3);
    for (const [n, vector] of told.entries()) {
      expect(vector).toHaveLength(64);
      for (const [at, value] of vector.entries()) expect(value).toBeCloseTo(exact[n]?.[at] ?? Number.NaN, 4);
    }
  });
});
