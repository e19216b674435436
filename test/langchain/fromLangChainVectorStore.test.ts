import { LibSQLVectorStore } from '@langchain/community/vectorstores/libsql';
import { Document } from '@langchain/core/documents';
import { FakeVectorStore } from '@langchain/core/utils/testing';
import { createClient } from '@libsql/client';
import { describe, expect, test } from 'vitest';
import { fromLangChainVectorStore } from '../../src/langchain/fromLangChainVectorStore.ts';
import { retrieverConformance, type RetrieverSubject } from '../conformance/retriever.ts';
import { LetterEmbeddings } from '../support/letterEmbeddings.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { documents, never } from './documents.ts';

const fingerprint = { corpus: 'capitals', embeddings: 'letters' };
const query = 'the capital of france lies on the seine';

/** A real SQLite file with its vector index. Its scores are distances. */
async function libsql(): Promise<RetrieverSubject> {
  const folder = await temporaryFolder();
  const db = createClient({ url: `file:${folder}/vectors.db` });
  await db.batch([
    'CREATE TABLE vectors (content TEXT, metadata JSON, embedding F32_BLOB(27))',
    'CREATE INDEX idx_vectors_embedding ON vectors (libsql_vector_idx(embedding))',
  ]);
  const store = new LibSQLVectorStore(new LetterEmbeddings(), { db });
  await store.addDocuments([...documents]);
  return {
    retriever: fromLangChainVectorStore(store, { fingerprint, scores: 'distance' }),
    query,
    [Symbol.asyncDispose]: async () => {
      db.close();
    },
  };
}

async function inMemory(more: readonly Document[] = []): Promise<FakeVectorStore> {
  const store = new FakeVectorStore(new LetterEmbeddings());
  await store.addDocuments([...documents, ...more]);
  return store;
}

retrieverConformance('LibSQLVectorStore of @langchain/community', libsql);

retrieverConformance("an in-memory store of LangChain's core", async () => ({
  retriever: fromLangChainVectorStore(await inMemory(), { fingerprint }),
  query,
  [Symbol.asyncDispose]: async () => {},
}));

describe('fromLangChainVectorStore', () => {
  test('a distance becomes a score by its sign', async () => {
    await using subject = await libsql();
    const [first, second] = await subject.retriever.search(query, 2, never);
    expect(first?.passage).toMatchObject({ id: 'paris', title: 'Paris' });
    expect(first?.score).toBeLessThan(0);
    expect(first?.score).toBeGreaterThan(second?.score ?? 0);
  });

  test('a similarity stays as it is', async () => {
    const retriever = fromLangChainVectorStore(await inMemory(), { fingerprint });
    const [first] = await retriever.search(documents[1]?.pageContent ?? '', 1, never);
    expect(first?.passage.id).toBe('paris');
    expect(first?.score).toBeCloseTo(1, 5);
  });

  test('scores of the other kind than said are refused with what to say', async () => {
    const store = await inMemory();
    const wrong = fromLangChainVectorStore(store, { fingerprint, scores: 'distance' });
    await expect(wrong.search(query, 3, never)).rejects.toThrow("say scores: 'similarity'");
  });

  test('chunks of one page count once, and k different pages come', async () => {
    const chunks = Array.from(
      { length: 6 },
      (_, n) =>
        new Document({ pageContent: `the capital of france ${'.'.repeat(n)}`, metadata: { id: 'paris' } }),
    );
    const retriever = fromLangChainVectorStore(await inMemory(chunks), { fingerprint });
    const ids = (await retriever.search(query, 4, never)).map(({ passage }) => passage.id);
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toBe('paris');
  });

  test('its failure is one of the infrastructure', async () => {
    const store = await inMemory();
    store.similaritySearchVectorWithScore = async () => {
      throw new TypeError('fetch failed');
    };
    await expect(
      fromLangChainVectorStore(store, { fingerprint }).search('x', 1, never),
    ).rejects.toMatchObject({
      code: 'backend',
      input: { fault: 'connection' },
    });
  });
});
