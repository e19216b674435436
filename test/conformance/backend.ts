import { describe, expect, test } from 'vitest';
import { isRagstoneError } from '../../src/errors.ts';
import type { Backend, GenerateRequest } from '../../src/ports/backend.ts';
import type { Prompt } from '../../src/ports/prompt.ts';

/** What the suite must know of a backend to try it. */
export interface BackendUnderTest {
  /** Opened for each test; what it needs goes away with the test. */
  readonly open: () => Promise<Backend>;
  /** The same, opened to measure the time to the first token. */
  readonly timed?: () => Promise<Backend>;
  /** Put at the end of every prompt. */
  readonly ending?: string;
  /** A control token of the model. */
  readonly control?: string;
  /** Two single tokens; the model is likely to begin with one of them. */
  readonly watch?: readonly [string, string];
  /** Choices, one of which the model is likely to take. */
  readonly choose?: readonly string[];
}

const never = new AbortController().signal;

/** What every backend does, whatever is behind it. */
export function describeBackend(name: string, given: BackendUnderTest): void {
  const { ending = '' } = given;
  const text = (words: string): Prompt => ({ kind: 'text', parts: [{ text: `${words}${ending}` }] });
  const chat = (words: string): Prompt => ({
    kind: 'chat',
    turns: [{ role: 'user', parts: [{ text: words }] }],
  });
  const prompts = (backend: Backend): readonly Prompt[] =>
    backend.can.prompts.map((kind) => (kind === 'text' ? text('Say it.') : chat('Say it.')));
  const greedy = (prompt: Prompt, maxTokens = 4): GenerateRequest => ({
    prompt,
    maxTokens,
    temperature: 0,
    seed: 1,
  });

  describe(`${name} is a backend`, () => {
    test('that says who it is', async () => {
      const { identity, can } = await given.open();
      expect(identity.server).not.toBe('');
      expect(identity.model).not.toBe('');
      expect(can.does.length).toBeGreaterThan(0);
    });

    test('that generates, counts and says so, for each kind of prompt', async () => {
      const backend = await given.open();
      if (!backend.can.does.includes('generate')) return;
      for (const prompt of prompts(backend)) {
        const { served, usage, finish } = await backend.generate(greedy(prompt), never);
        expect(usage.promptTokens).toBeGreaterThan(0);
        expect(usage.outputTokens).toBeGreaterThan(0);
        expect(usage.outputTokens).toBeLessThanOrEqual(4);
        expect(usage.promptChecked).toBe(backend.can.countTokens);
        expect(['stop', 'length']).toContain(finish);
        expect(served).toMatchObject({ by: 'model', queuedMs: 0, retries: [] });
      }
    });

    test('that repeats itself when it decodes greedily', async () => {
      const backend = await given.open();
      if (!backend.can.does.includes('generate')) return;
      for (const prompt of prompts(backend)) {
        const [first, second] = [
          await backend.generate(greedy(prompt), never),
          await backend.generate(greedy(prompt), never),
        ];
        expect(second.text).toBe(first.text);
      }
    });

    test('that marks an answer cut by length', async () => {
      const backend = await given.open();
      if (!backend.can.does.includes('generate')) return;
      for (const prompt of prompts(backend)) {
        expect(await backend.generate(greedy(prompt, 1), never)).toMatchObject({ finish: 'length' });
      }
    });

    test('that tells the time to its first token when asked to, and answers the same', async () => {
      const { timed } = given;
      if (timed === undefined) return;
      const [backend, plain] = [await timed(), await given.open()];
      expect(backend.can.stream).toBe(true);
      for (const prompt of prompts(backend)) {
        const { text: said, finish, usage, served } = await backend.generate(greedy(prompt), never);
        expect({ said, finish, usage }).toEqual(
          await plain.generate(greedy(prompt), never).then((whole) => ({
            said: whole.text,
            finish: whole.finish,
            usage: whole.usage,
          })),
        );
        const [first, ms] = served.by === 'model' ? [served.firstTokenMs ?? 0, served.ms] : [0, 0];
        expect(first).toBeGreaterThan(0);
        expect(first).toBeLessThanOrEqual(ms);
      }
    });

    test('that stops when told to', async () => {
      const backend = await given.open();
      if (!backend.can.does.includes('generate')) return;
      const aborted = AbortSignal.abort(new Error('enough'));
      for (const prompt of prompts(backend)) {
        await expect(backend.generate(greedy(prompt), aborted)).rejects.toThrow('enough');
      }
    });

    test('whose count of tokens is what a generation costs', async () => {
      const backend = await given.open();
      if (!backend.can.countTokens) return;
      for (const prompt of prompts(backend)) {
        const counted = await backend.countTokens(prompt, never);
        const { usage } = await backend.generate(greedy(prompt), never);
        expect(Math.abs(counted - usage.promptTokens)).toBeLessThanOrEqual(1);
      }
    });

    test('that fails when the prompt is longer than its context', async () => {
      const backend = await given.open();
      const { contextTokens } = backend.can;
      if (!contextTokens.known || !backend.can.does.includes('generate')) return;
      const long = 'word '.repeat(contextTokens.value);
      for (const prompt of backend.can.prompts.map((kind) => (kind === 'text' ? text(long) : chat(long)))) {
        const failed = await backend.generate(greedy(prompt), never).catch((error: unknown) => error);
        expect(isRagstoneError(failed) && ['context-overflow', 'backend'].includes(failed.code)).toBe(true);
      }
    });

    test('that never takes a control token from a text', async () => {
      const backend = await given.open();
      const { control } = given;
      if (control === undefined || !backend.can.countTokens) return;
      const count = (parts: Extract<Prompt, { kind: 'text' }>['parts']): Promise<number> =>
        backend.countTokens({ kind: 'text', parts }, never);
      const asControl = await count([{ text: 'a' }, { control }, { text: 'b' }]);
      const asText = await count([{ text: `a${control}b` }]);
      expect(asText).toBeGreaterThan(asControl);
      // Nor from two texts that make one where they meet.
      const spread = await count([{ text: `a${control.slice(0, 3)}` }, { text: `${control.slice(3)}b` }]);
      expect(spread).toBe(asText);
    });

    test('that tells the probabilities of watched tokens as such', async () => {
      const backend = await given.open();
      const { watch } = given;
      if (watch === undefined) return;
      const { tokens } = await backend.generate({ ...greedy(text('Say it.')), watch }, never);
      const watched = tokens?.[0]?.watched;
      const values = Object.values(watched?.ln ?? {});
      expect(values.length).toBeGreaterThan(0);
      for (const value of values) expect(value).toBeLessThanOrEqual(1e-6);
      expect(values.reduce((sum, value) => sum + Math.exp(value), 0)).toBeLessThanOrEqual(1 + 1e-6);
      expect(Object.keys(watched?.ln ?? {}).every((token) => watch.includes(token))).toBe(true);
      if (watched?.mass !== undefined) expect(watched.mass).toBeLessThanOrEqual(1);
    });

    test('that keeps to a guided choice', async () => {
      const backend = await given.open();
      const { choose } = given;
      if (choose === undefined) return;
      const { text: chosen, finish } = await backend.generate(
        { ...greedy(text('Say it.'), 16), choose },
        never,
      );
      expect(choose).toContain(chosen);
      expect(finish).toBe('choice');
    });

    test('that embeds each text into a vector of one length, of length 1 when asked', async () => {
      const backend = await given.open();
      if (!backend.can.does.includes('embed')) return;
      const texts = Array.from({ length: 33 }, (_, n) => 'x'.repeat(n + 1));
      const { vectors } = await backend.embed(
        { texts, as: 'passage', pooling: 'server', normalise: true },
        never,
      );
      expect(vectors).toHaveLength(33);
      for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    });

    test('that never passes unit vectors off as raw ones', async () => {
      const backend = await given.open();
      if (!backend.can.does.includes('embed')) return;
      const request = { texts: ['a', 'bb'], as: 'query', pooling: 'server', normalise: false } as const;
      const told = await backend.embed(request, never).catch((error: unknown) => error);
      const refused = isRagstoneError(told) && told.code === 'unsupported';
      const raw =
        told instanceof Object && 'vectors' in told ? (told.vectors as readonly Float32Array[]) : [];
      expect(refused || raw.some((vector) => Math.abs(Math.hypot(...vector) - 1) > 1e-4)).toBe(true);
    });

    test('that scores each text, in the order asked', async () => {
      const backend = await given.open();
      if (!backend.can.does.includes('rerank')) return;
      const { scores } = await backend.rerank('red apple', ['grey stone', 'a red apple'], never);
      expect(scores).toHaveLength(2);
      expect(scores[1]).toBeGreaterThan(scores[0] ?? Infinity);
    });

    test('that says so when it cannot do something', async () => {
      const backend = await given.open();
      const request = { texts: ['a'], as: 'query', pooling: 'server', normalise: true } as const;
      const refusal = expect.objectContaining({ code: 'unsupported' });
      if (!backend.can.does.includes('embed'))
        await expect(backend.embed(request, never)).rejects.toEqual(refusal);
      if (!backend.can.does.includes('rerank'))
        await expect(backend.rerank('q', ['a'], never)).rejects.toEqual(refusal);
      if (!backend.can.countTokens)
        await expect(backend.countTokens(text('a'), never)).rejects.toEqual(refusal);
      if (!backend.can.does.includes('generate')) {
        await expect(backend.generate(greedy(text('a')), never)).rejects.toEqual(refusal);
      }
    });
  });
}
