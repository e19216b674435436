import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { recordServer } from '../../../src/backends/cassette/recordServer.ts';
import { replayServer } from '../../../src/backends/cassette/replayServer.ts';
import { type AnswerStore, openAnswerStore } from '../../../src/backends/store/answerStore.ts';
import { callKey } from '../../../src/backends/store/callKey.ts';
import { sharedCachePath, withCache } from '../../../src/backends/wrappers/withCache.ts';
import { withCallLog } from '../../../src/backends/wrappers/withCallLog.ts';
import { withPrefixes } from '../../../src/backends/wrappers/withPrefixes.ts';
import type { Backend, GenerateRequest, Generation, Server } from '../../../src/ports/backend.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const never = new AbortController().signal;

function asking(text: string, more: Partial<GenerateRequest> = {}): GenerateRequest {
  return { prompt: { kind: 'text', parts: [{ text }] }, maxTokens: 4, temperature: 0, ...more };
}

/** Says the number of the call. */
const counting = (): ReturnType<typeof scriptedBackend> =>
  scriptedBackend({ say: (_request, call) => `answer ${call}` });

async function store(): Promise<AnswerStore> {
  const kept = openAnswerStore(path.join(await temporaryFolder(), 'answers.sqlite'));
  onTestFinished(() => kept[Symbol.dispose]());
  return kept;
}

describe('the call log', () => {
  const record = { scope: 'cell/q1', repeat: 0 };

  /** Works with a log, ends, and opens it again as the process that resumes does. */
  async function resumed(work: (log: AnswerStore) => Promise<unknown>): Promise<AnswerStore> {
    const file = path.join(await temporaryFolder(), 'calls.sqlite');
    const before = openAnswerStore(file);
    await work(before);
    before[Symbol.dispose]();
    const log = openAnswerStore(file);
    onTestFinished(() => log[Symbol.dispose]());
    return log;
  }

  test('answers again what the same record asked before, and says so', async () => {
    let first: Generation | undefined;
    const log = await resumed(async (before) => {
      first = await withCallLog(counting(), before, record).generate(asking('a'), never);
    });
    const backend = counting();
    const again = await withCallLog(backend, log, record).generate(asking('a'), never);
    expect(again.text).toBe(first?.text);
    expect(again.served).toMatchObject({ by: 'log' });
    expect(backend.asked).toHaveLength(0);
  });

  test('never answers another record, repeat or request', async () => {
    const backend = counting();
    const log = await resumed((before) => withCallLog(backend, before, record).generate(asking('a'), never));
    await withCallLog(backend, log, { scope: 'cell/q2', repeat: 0 }).generate(asking('a'), never);
    await withCallLog(backend, log, { scope: 'cell/q1', repeat: 1 }).generate(asking('a'), never);
    await withCallLog(backend, log, { scope: 'cell/q1', repeat: 0 }).generate(
      asking('a', { seed: 2 }),
      never,
    );
    await withCallLog(backend, log, { scope: 'cell/q1', repeat: 0 }).generate(
      asking('a', { watchFloor: -9 }),
      never,
    );
    expect(backend.asked).toHaveLength(5);
  });

  test('keeps equal calls of one record apart', async () => {
    const textsOf = async (log: AnswerStore): Promise<readonly string[]> => {
      const wrapped = withCallLog(counting(), log, record);
      const first = await wrapped.generate(asking('a'), never);
      return [first.text, (await wrapped.generate(asking('a'), never)).text];
    };
    const log = await resumed(async (before) => {
      expect(await textsOf(before)).toEqual(['answer 0', 'answer 1']);
    });
    expect(await textsOf(log)).toEqual(['answer 0', 'answer 1']);
  });

  test('numbers equal calls as they were made, whichever is answered first', async () => {
    const slowFirst = (): Backend => {
      const inner = counting();
      let calls = 0;
      return {
        ...inner,
        async generate(request, signal) {
          const answer = await inner.generate(request, signal);
          await new Promise((resolve) => setTimeout(resolve, calls++ === 0 ? 20 : 1));
          return answer;
        },
      };
    };
    const textsOf = async (log: AnswerStore): Promise<readonly string[]> => {
      const wrapped = withCallLog(slowFirst(), log, record);
      const all = await Promise.all([0, 1].map(() => wrapped.generate(asking('a'), never)));
      return all.map(({ text }) => text);
    };
    const log = await resumed(async (before) => {
      expect(await textsOf(before)).toEqual(['answer 0', 'answer 1']);
    });
    expect(await textsOf(log)).toEqual(['answer 0', 'answer 1']);
  });

  test('keeps every answer, however many come at once, without being closed', async () => {
    const file = path.join(await temporaryFolder(), 'calls.sqlite');
    using log = openAnswerStore(file);
    const backend = counting();
    await Promise.all(
      Array.from({ length: 300 }, (_, n) =>
        withCallLog(backend, log, { scope: `cell/q${n}`, repeat: 0 }).generate(asking('a'), never),
      ),
    );
    using other = openAnswerStore(file);
    await expect.poll(() => other.stats().calls, { timeout: 5000 }).toBe(300);
  });

  test('gives vectors and scores back as they were', async () => {
    const backend = scriptedBackend({ score: (_query, text) => text.length });
    const embed = { texts: ['a', 'bb'], as: 'query', pooling: 'server', normalise: false } as const;
    const { vectors } = await backend.embed(embed, never);
    const { scores } = await backend.rerank('q', ['a', 'bb'], never);
    const ask = async (log: AnswerStore) => {
      const wrapped = withCallLog(backend, log, record);
      return [await wrapped.embed(embed, never), await wrapped.rerank('q', ['a', 'bb'], never)];
    };
    const log = await resumed(ask);
    expect(await ask(log)).toMatchObject([
      { vectors, served: { by: 'log' } },
      { scores, served: { by: 'log' } },
    ]);
  });

  test('can be written by two processes at once', async () => {
    const file = path.join(await temporaryFolder(), 'calls.sqlite');
    using a = openAnswerStore(file);
    using b = openAnswerStore(file);
    a.put({ key: 'k', parts: {} }, 'first');
    expect(a.stats().calls).toBe(1);
    b.put({ key: 'k', parts: {} }, 'second');
    expect(b.stats().calls).toBe(1);
    expect(b.get('k')).toBe('first');
  });
});

describe('the shared cache', () => {
  test('answers across runs, for what the key holds and nothing else', async () => {
    const cache = await store();
    const backend = counting();
    const wrapped = withCache(backend, cache, { repeat: 0 });
    await wrapped.generate(asking('a'), never);
    expect((await wrapped.generate(asking('a', { batch: 'x' }), never)).served).toMatchObject({
      by: 'cache',
    });
    const others = [
      asking('b'),
      asking('a', { maxTokens: 5 }),
      asking('a', { temperature: 1, seed: 1 }),
      asking('a', { watch: [] }),
      asking('a', { watch: [], watchFloor: -9 }),
    ];
    for (const request of others)
      expect((await wrapped.generate(request, never)).served).toMatchObject({ by: 'model' });
    const other = { ...backend, identity: { ...backend.identity, adapter: 'lora' } };
    expect((await withCache(other, cache, { repeat: 0 }).generate(asking('a'), never)).served.by).toBe(
      'model',
    );
    expect((await withCache(backend, cache, { repeat: 1 }).generate(asking('a'), never)).served.by).toBe(
      'model',
    );
  });

  test('keeps nothing that was left to chance', async () => {
    const cache = await store();
    const wrapped = withCache(counting(), cache, { repeat: 0 });
    const request = asking('a', { temperature: 0.7 });
    expect((await wrapped.generate(request, never)).text).not.toBe(
      (await wrapped.generate(request, never)).text,
    );
    expect(cache.stats().calls).toBe(0);
  });

  test('can be counted, explained and cleared', async () => {
    const cache = await store();
    const { served } = await withCache(counting(), cache, { repeat: 0 }).generate(asking('a'), never);
    expect(served.by).toBe('model');
    expect(cache.stats()).toMatchObject({ calls: 1 });
    const { key } = callKey('generate', counting().identity, asking('a'), { repeat: 0 });
    expect(cache.explain(key)?.parts).toMatchObject({
      kind: 'generate',
      model: 'script',
      maxTokens: 4,
      repeat: 0,
    });
    expect(cache.clear()).toBe(1);
    expect(cache.explain(key)).toBeUndefined();
  });

  test('lies in the home folder', () => {
    expect(sharedCachePath({ RAGSTONE_HOME: '/somewhere' })).toBe('/somewhere/answers.sqlite');
  });

  test('other prefixes are another call', async () => {
    const cache = await store();
    const embed = { texts: ['a'], as: 'query', pooling: 'server', normalise: false } as const;
    const prefixes = [
      { query: 'query: ', passage: '' },
      { query: 'search: ', passage: '' },
    ];
    for (const each of [...prefixes, ...prefixes])
      await withCache(withPrefixes(counting(), each), cache, { repeat: 0 }).embed(embed, never);
    const kept = [...cache.calls()].map(({ parts }) => parts['prefixes']);
    expect(kept).toHaveLength(2);
    expect(kept).toEqual(expect.arrayContaining(prefixes));
  });
});

describe('a cassette', () => {
  const serverOf = (backend: ReturnType<typeof scriptedBackend>): Server => ({
    address: 'http://gpu:8000/',
    open: async () => backend,
    [Symbol.asyncDispose]: async () => undefined,
  });

  test('replays a run without its server', async () => {
    const cassette = await store();
    const recorded = await recordServer(serverOf(counting()), cassette).open('m');
    const { prompt } = asking('a b c');
    const texts = [
      await recorded.generate(asking('a'), never),
      await recorded.generate(asking('a'), never),
    ].map(({ text }) => text);
    await recorded.countTokens(prompt, never);
    const replayed = await replayServer('http://gpu:8000/', cassette).open('m');
    expect(replayed.identity).toEqual(recorded.identity);
    expect(replayed.can).toEqual(recorded.can);
    expect(await replayed.countTokens(prompt, never)).toBe(3);
    for (const text of texts) {
      const answer = await replayed.generate(asking('a'), never);
      expect(answer.text).toBe(text);
      expect(answer.served.by).toBe('cassette');
    }
  });

  test('names the part of the key that changed', async () => {
    const cassette = await store();
    const recorded = await recordServer(serverOf(counting()), cassette).open('m');
    await recorded.generate(asking('a long question'), never);
    await recorded.generate(asking('something else', { maxTokens: 9 }), never);
    const replayed = await replayServer('http://gpu:8000/', cassette).open('m');
    const missed = replayed.generate(asking('a long question', { maxTokens: 5 }), never);
    await expect(missed).rejects.toMatchObject({
      code: 'missing-data',
      message: expect.stringContaining('another maxTokens (recorded 4, asked 5)'),
    });
    await expect(replayed.generate(asking('a long questiom'), never)).rejects.toThrow('another prompt');
    const floored = asking('a long question', { watchFloor: -9 });
    await expect(replayed.generate(floored, never)).rejects.toThrow(
      'another watchFloor (recorded none, asked -9)',
    );
    await expect(replayed.countTokens(asking('x').prompt, never)).rejects.toThrow('number of tokens');
    await expect(replayServer('http://gpu:8000/', cassette).open('other')).rejects.toThrow(
      'nothing of other',
    );
  });

  test('that is something else is refused', async () => {
    const opening = (file: string, readOnly: boolean) => () => openAnswerStore(file, { readOnly });
    expect(opening('package.json', true)).toThrow(expect.objectContaining({ code: 'bad-file' }));
    expect(opening('package.json', false)).toThrow(expect.objectContaining({ code: 'bad-file' }));
    const missing = path.join(await temporaryFolder(), 'none.sqlite');
    expect(opening(missing, true)).toThrow(expect.objectContaining({ code: 'storage' }));
  });
});
