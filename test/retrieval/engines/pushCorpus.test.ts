import { describe, expect, it } from 'vitest';

import { openEngine } from '../../../src/retrieval/engines/openEngine.ts';
import { pushCorpus } from '../../../src/retrieval/engines/pushCorpus.ts';
import { corpusOf, passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { memoryEngine, type MemoryEngine } from './memoryEngine.ts';

const corpus = corpusOf(passagesOf('a', 'b', 'c', 'd', 'e'));

function push(engine: MemoryEngine, its = corpus, signal = never) {
  return pushCorpus(engine, its, { batch: 2, signal });
}

describe('pushing a corpus', () => {
  it('uploads it in batches and says what the engine holds', async () => {
    const engine = memoryEngine();
    expect(await push(engine)).toStrictEqual({
      corpus: { name: 'made', passages: 5, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      added: 5,
    });
    expect(engine.uploads).toStrictEqual([2, 2, 1]);
    expect([...engine.held.keys()]).toStrictEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
    expect(engine.closed).toBe(1);
  });

  it('adds nothing twice', async () => {
    const engine = memoryEngine();
    await push(engine);
    expect(await push(engine)).toMatchObject({ added: 0 });
    expect(engine.uploads).toHaveLength(3);
  });

  it('goes on where it broke off', async () => {
    let broken = true;
    const engine = memoryEngine({ engine: 'memory' }, (uploads) => {
      if (uploads === 1 && broken) throw new Error('the line is dead');
    });
    await expect(push(engine)).rejects.toThrow('the line is dead');
    expect(engine.closed).toBe(1);
    broken = false;
    expect(await push(engine)).toMatchObject({ added: 3 });
    expect(engine.held.size).toBe(5);
  });

  it('adds what is missing inside a batch', async () => {
    const engine = memoryEngine();
    await push(engine);
    engine.held.delete('p2');
    expect(await push(engine)).toMatchObject({ added: 1 });
  });

  it('says when passages do not arrive', async () => {
    const engine = memoryEngine();
    const lossy: MemoryEngine = {
      ...engine,
      async open(signal) {
        const opened = await engine.open(signal);
        return { ...opened, add: async (passages, its) => opened.add(passages.slice(1), its) };
      },
    };
    await expect(push(lossy)).rejects.toMatchObject({ code: 'backend', input: 2 });
    await expect(openEngine(engine, never)).rejects.toMatchObject({ code: 'missing-data' });
  });

  it('refuses an engine that holds another corpus', async () => {
    const engine = memoryEngine();
    await push(engine);
    const other = corpusOf(passagesOf('a', 'b', 'c', 'd', 'E'));
    await expect(push(engine, other)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining('corpus.sha256'),
    });
  });

  it('refuses an engine that made its passages searchable otherwise', async () => {
    const engine = memoryEngine({ embeddings: 'one' });
    await push(engine);
    const other = { ...engine, fingerprint: { embeddings: 'two' } };
    await expect(push(other)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining('engine.embeddings "one", asked for is "two"'),
    });
  });

  it('refuses an engine that somebody else filled', async () => {
    const engine = memoryEngine();
    await push(engine);
    engine.note = undefined;
    await expect(push(engine)).rejects.toMatchObject({ code: 'mismatch', input: 5 });
    engine.note = 'hello';
    await expect(push(engine)).rejects.toMatchObject({ code: 'mismatch', input: 'hello' });
  });

  it('refuses a corpus without passages', async () => {
    await expect(push(memoryEngine(), corpusOf([]))).rejects.toMatchObject({ code: 'bad-file' });
  });

  it('tells how far it is', async () => {
    const told: unknown[] = [];
    await pushCorpus(memoryEngine(), corpus, {
      batch: 3,
      signal: never,
      onProgress: (each) => told.push(each),
    });
    expect(told).toStrictEqual([
      { phase: 'uploading', passages: 3, total: 5 },
      { phase: 'uploading', passages: 5, total: 5 },
    ]);
  });
});

describe('opening an engine', () => {
  it('gives a retriever that says what it searches', async () => {
    const engine = memoryEngine({ engine: 'memory', embeddings: 'one' });
    const pushed = await push(engine);
    await using retriever = await openEngine(engine, never);
    expect(retriever.fingerprint).toStrictEqual({
      engine: 'memory',
      embeddings: 'one',
      corpus: 'made',
      passages: 5,
      sha256: pushed.corpus.sha256,
    });
    expect(await retriever.search('any', 1, never)).toHaveLength(1);
  });

  it('closes the engine with the retriever', async () => {
    const engine = memoryEngine();
    await push(engine);
    await (await openEngine(engine, never))[Symbol.asyncDispose]();
    expect(engine.closed).toBe(2);
  });

  it('refuses one that nothing was pushed to, and closes it', async () => {
    const engine = memoryEngine();
    await expect(openEngine(engine, never)).rejects.toMatchObject({ code: 'missing-data' });
    expect(engine.closed).toBe(1);
  });

  it('refuses one that lost a passage', async () => {
    const engine = memoryEngine();
    await push(engine);
    engine.held.delete('p1');
    await expect(openEngine(engine, never)).rejects.toMatchObject({ code: 'mismatch', input: 5 });
  });

  it('refuses one that was filled with another model', async () => {
    const engine = memoryEngine({ embeddings: 'one' });
    await push(engine);
    const other = { ...engine, fingerprint: { embeddings: 'two' } };
    await expect(openEngine(other, never)).rejects.toMatchObject({ code: 'mismatch' });
  });
});
