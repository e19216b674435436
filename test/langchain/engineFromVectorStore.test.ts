import { FakeVectorStore } from '@langchain/core/utils/testing';
import { describe, expect, it } from 'vitest';

import { engineFromVectorStore, type VectorStoreEngine } from '../../src/langchain/engineFromVectorStore.ts';
import type { Engine } from '../../src/retrieval/engines/engine.ts';
import { openEngine } from '../../src/retrieval/engines/openEngine.ts';
import { pushCorpus } from '../../src/retrieval/engines/pushCorpus.ts';
import { retrieverConformance } from '../conformance/retriever.ts';
import { corpusOf } from '../retrieval/corpusOf.ts';
import { LetterEmbeddings } from '../support/letterEmbeddings.ts';
import { never } from './documents.ts';

const passages = ['aaaa', 'aab', 'abb', 'zz'].map((text, n) => ({ id: `p${n}`, title: `T${n}`, text }));

/** An engine over a store in memory, and the texts that were embedded for it. */
function made(options: Partial<VectorStoreEngine> = {}): {
  engine: Engine;
  embedded: string[];
  closed: () => number;
} {
  const embedded: string[] = [];
  const embeddings = new LetterEmbeddings();
  const embed = embeddings.embedDocuments.bind(embeddings);
  embeddings.embedDocuments = (texts) => {
    embedded.push(...texts);
    return embed(texts);
  };
  const store = new FakeVectorStore(embeddings);
  let [note, closed]: [string | undefined, number] = [undefined, 0];
  const ids = () => store.memoryVectors.map(({ metadata }) => String(metadata['id']));
  const engine = engineFromVectorStore({
    fingerprint: { engine: 'fake' },
    open: async () => ({
      store,
      readNote: async () => note,
      writeNote: async (text) => {
        note = text;
      },
      held: async (asked) => asked.filter((id) => ids().includes(id)),
      count: async () => store.memoryVectors.length,
      close: async () => {
        closed += 1;
      },
    }),
    ...options,
  });
  return { engine, embedded, closed: () => closed };
}

retrieverConformance('a vector store as an engine', async () => {
  const { engine } = made();
  await pushCorpus(engine, corpusOf(passages), { signal: never });
  const retriever = await openEngine(engine, never);
  return { retriever, query: 'ab', [Symbol.asyncDispose]: () => retriever[Symbol.asyncDispose]() };
});

describe('a vector store as an engine', () => {
  it('gives passages back as they were pushed', async () => {
    const { engine } = made();
    await pushCorpus(engine, corpusOf(passages), { signal: never });
    await using retriever = await openEngine(engine, never);
    expect((await retriever.search('zz', 1, never))[0]?.passage).toStrictEqual(passages[3]);
  });

  it('embeds title and text, unless told otherwise', async () => {
    const usual = made();
    await pushCorpus(usual.engine, corpusOf(passages.slice(0, 1)), { signal: never });
    expect(usual.embedded).toStrictEqual(['T0 aaaa']);
    const own = made({ embedded: ({ text }) => `passage: ${text}` });
    await pushCorpus(own.engine, corpusOf(passages.slice(0, 1)), { signal: never });
    expect(own.embedded).toStrictEqual(['passage: aaaa']);
  });

  it('uses the keys that are named', async () => {
    const { engine } = made({ idKey: 'id', titleKey: 'name' });
    await pushCorpus(engine, corpusOf(passages), { signal: never });
    await using retriever = await openEngine(engine, never);
    expect((await retriever.search('zz', 1, never))[0]?.passage.title).toBe('T3');
  });

  it('closes what was opened', async () => {
    const { engine, closed } = made();
    await pushCorpus(engine, corpusOf(passages), { signal: never });
    expect(closed()).toBe(1);
  });

  it.each([
    [Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), 'connection'],
    [Object.assign(new Error('no'), { statusCode: 429 }), 'overloaded'],
    [new Error('no such table'), 'refused'],
  ])('says what failed: %s', async (error, fault) => {
    const { engine } = made({
      async open() {
        throw error;
      },
    });
    await expect(pushCorpus(engine, corpusOf(passages), { signal: never })).rejects.toMatchObject({
      code: 'backend',
      input: { fault },
    });
  });

  it('stops when it is told to', async () => {
    const { engine } = made({ open: () => new Promise(() => {}) });
    const stop = new AbortController();
    const opening = openEngine(engine, stop.signal);
    stop.abort(new Error('told to stop'));
    await expect(opening).rejects.toThrow('told to stop');
  });
});
