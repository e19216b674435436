import { describe, expect, it } from 'vitest';

import { RagstoneError } from '../../../src/errors.ts';
import type { Retriever } from '../../../src/ports/retriever.ts';
import { findAnalyser } from '../../../src/retrieval/analysers/findAnalyser.ts';
import { bm25InMemory } from '../../../src/retrieval/bm25/bm25InMemory.ts';
import { bm25Retriever } from '../../../src/retrieval/bm25/bm25Retriever.ts';
import { bm25Settings } from '../../../src/retrieval/bm25/bm25Settings.ts';
import { never } from '../never.ts';
import { part, ranking } from '../ranking.ts';
import { ask, openServed, openSocket, sendRaw } from './openServed.ts';

const letters = part(ranking('abcdef'), { retriever: 'list', sha256: 'aa' });

/** Searches that wait until they are told to go on, or to stop. */
function gated(): Retriever & { begun: Promise<void>; open: () => void; stopped: Promise<void> } {
  const [begun, gate, stopped] = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
  ];
  return {
    ...letters,
    begun: begun.promise,
    open: gate.resolve,
    stopped: stopped.promise,
    async search(query, k, signal) {
      begun.resolve();
      const told = new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          stopped.resolve();
          reject(signal.reason as Error);
        });
      });
      await Promise.race([gate.promise, told]);
      return letters.search(query, k, never);
    },
  };
}

it('gives the ranked passages of one query', async () => {
  const server = await openServed(letters);
  expect((await ask(server, { query: 'any', k: 2 })).json).toStrictEqual({
    results: [
      [
        { id: 'a', title: '', text: 'text of a', score: 100 },
        { id: 'b', title: '', text: 'text of b', score: 99 },
      ],
    ],
  });
});

it('gives one list a query, in the order asked', async () => {
  const echo: Retriever = {
    ...letters,
    search: async (query) => [{ passage: { id: query, title: '', text: '' }, score: 1 }],
  };
  const queries = Array.from({ length: 40 }, (_, n) => `q${n}`);
  const { json } = await ask(await openServed(echo), { queries });
  expect(json).toStrictEqual({
    results: queries.map((id) => [{ id, title: '', text: '', score: 1 }]),
  });
});

it('answers as the retriever itself does, to the last bit of a score', async () => {
  const analyser = await findAnalyser('english@1');
  const passages = ['a fjord in Norway', 'the capital of Norway is Oslo', 'a capital'].map((text, n) => ({
    id: `p${n}`,
    title: `Ünïcode ${n}`,
    text,
  }));
  const retriever = bm25Retriever(bm25InMemory(passages, analyser, {}), bm25Settings.parse({}));
  const own = await retriever.search('capital of Norway', 10, never);
  const { json } = await ask(await openServed(retriever), { query: 'capital of Norway' });
  expect(json).toStrictEqual({ results: [own.map(({ passage, score }) => ({ ...passage, score }))] });
});

it('says what it searches under /health', async () => {
  const response = await fetch(`${(await openServed(letters)).url}/health`);
  expect(await response.json()).toStrictEqual({ status: 'ok', fingerprint: letters.fingerprint });
  expect(response.headers.get('cache-control')).toBe('no-store');
});

it('listens on this machine alone unless told otherwise', async () => {
  expect((await openServed(letters)).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

it('says when its address is taken', async () => {
  const { port } = await openServed(letters);
  const { openSearchServer } = await import('../../../src/retrieval/serve/openSearchServer.ts');
  await expect(openSearchServer(letters, { port })).rejects.toMatchObject({ code: 'usage' });
});

describe('searches that fail', () => {
  const failing = (error: Error): Retriever => ({
    ...letters,
    async search() {
      throw error;
    },
  });

  it("says what is the client's to mend", async () => {
    const server = await openServed(failing(new RagstoneError('usage', 'Too deep.')));
    expect(await ask(server, { query: 'any' })).toMatchObject({
      status: 400,
      json: { error: { code: 'usage', message: 'Too deep.' } },
    });
  });

  it.each([
    [new RagstoneError('backend', 'http://secret:1 is down'), 502, 'backend'],
    [new RagstoneError('bad-file', '/home/me/index is damaged'), 500, 'bad-file'],
    [new Error('at /home/me'), 500, 'internal'],
  ])('keeps the rest to itself: %s', async (error, status, code) => {
    const told: Error[] = [];
    const server = await openServed(failing(error), { onFault: (fault) => told.push(fault) });
    const answer = await ask(server, { query: 'any' });
    expect(answer).toMatchObject({ status, json: { error: { code } } });
    expect(JSON.stringify(answer.json)).not.toMatch(/secret|home/);
    expect(told).toStrictEqual([error]);
  });
});

describe('many at once', () => {
  it('turns away what is too much, and says when to come back', async () => {
    const slow = gated();
    const server = await openServed(slow, { limits: { requests: 1 } });
    const first = ask(server, { query: 'any' });
    await slow.begun;
    const second = await ask(server, { query: 'any' });
    expect(second).toMatchObject({ status: 503, json: { error: { code: 'busy' } } });
    expect(second.headers.get('retry-after')).toBe('1');
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    slow.open();
    expect((await first).status).toBe(200);
    expect((await ask(server, { query: 'any' })).status).toBe(200);
  });

  it('closes connections beyond those allowed', async () => {
    const { port } = await openServed(letters, { limits: { connections: 2 } });
    await openSocket(port);
    await openSocket(port);
    expect(await sendRaw(port)).toBe('');
  });
});

describe('stopping', () => {
  it('gives up a search whose client has gone', async () => {
    const slow = gated();
    const server = await openServed(slow);
    const leave = new AbortController();
    const asked = ask(server, { query: 'any' }, { signal: leave.signal });
    await slow.begun;
    leave.abort();
    await expect(asked).rejects.toThrow('aborted');
    await slow.stopped;
  });

  it('gives up a search that takes too long', async () => {
    const slow = gated();
    const server = await openServed(slow, { limits: { timeoutMs: 50 } });
    expect(await ask(server, { query: 'any' })).toMatchObject({
      status: 504,
      json: { error: { code: 'timeout' } },
    });
    await slow.stopped;
  });

  it('finishes what is in work before it closes, and takes nothing new', async () => {
    const slow = gated();
    const server = await openServed(slow);
    const asked = ask(server, { query: 'any', k: 1 });
    await slow.begun;
    const closed = server.close(60_000);
    await expect(fetch(`${server.url}/health`)).rejects.toThrow('fetch failed');
    slow.open();
    expect((await asked).status).toBe(200);
    await closed;
  });

  it('does not wait for ever', async () => {
    const slow = gated();
    const server = await openServed(slow);
    const asked = ask(server, { query: 'any' }).catch((error: unknown) => error);
    await slow.begun;
    await server.close(10);
    await slow.stopped;
    expect(await asked).toBeInstanceOf(Error);
  });
});
