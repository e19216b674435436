import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BM25Retriever } from '@langchain/community/retrievers/bm25';
import { VespaRetriever } from '@langchain/community/retrievers/vespa';
import { Document } from '@langchain/core/documents';
import { FakeRetriever } from '@langchain/core/utils/testing';
import { describe, expect, test } from 'vitest';
import { fromLangChainRetriever } from '../../src/langchain/fromLangChainRetriever.ts';
import { retrieverConformance } from '../conformance/retriever.ts';
import { documents, never } from './documents.ts';

const query = 'capital on the river';
const fingerprint = { corpus: 'capitals' };

retrieverConformance('BM25Retriever of @langchain/community', async () => ({
  retriever: fromLangChainRetriever(
    BM25Retriever.fromDocuments([...documents], { k: 100, includeScore: true }),
    { fingerprint, scoreOf: ({ metadata }) => Number(metadata['bm25Score']) },
  ),
  query,
  [Symbol.asyncDispose]: async () => {},
}));

retrieverConformance('VespaRetriever of @langchain/community, over HTTP', async () => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    const children = documents.map(({ pageContent, metadata }) => ({
      id: String(metadata['id']),
      fields: { content: pageContent },
    }));
    response.end(JSON.stringify({ root: { children } }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const vespa = new VespaRetriever({
    url: `http://127.0.0.1:${port}`,
    auth: false,
    query_body: { yql: 'select content from passages where userQuery()' },
    content_field: 'content',
  });
  return {
    retriever: fromLangChainRetriever(vespa, { fingerprint }),
    query,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
});

describe('fromLangChainRetriever', () => {
  const ofOutput = (...output: Document[]) => new FakeRetriever({ output });

  test('id and title come from the metadata, the score is minus the position', async () => {
    const retriever = fromLangChainRetriever(ofOutput(...documents), { fingerprint });
    expect(await retriever.search('x', 2, never)).toStrictEqual([
      { passage: { id: 'berlin', title: 'Berlin', text: documents[0]?.pageContent }, score: 0 },
      { passage: { id: 'paris', title: 'Paris', text: documents[1]?.pageContent }, score: -1 },
    ]);
  });

  test('other keys of the metadata can be named, and numbers become text', async () => {
    const page = new Document({ pageContent: 'p', metadata: { page_id: 7, name: 'Seven', id: 'other' } });
    const retriever = fromLangChainRetriever(ofOutput(page), {
      fingerprint,
      idKey: 'page_id',
      titleKey: 'name',
    });
    expect((await retriever.search('x', 1, never))[0]?.passage).toMatchObject({ id: '7', title: 'Seven' });
  });

  test("without an id in the metadata the document's own counts, without that a hash of its words", async () => {
    const own = new Document({ id: 'mine', pageContent: 'a' });
    const retriever = fromLangChainRetriever(
      ofOutput(own, new Document({ pageContent: 'b' }), new Document({ pageContent: 'b' })),
      { fingerprint },
    );
    const ids = (await retriever.search('x', 3, never)).map(({ passage }) => passage.id);
    expect(ids).toEqual(['mine', expect.stringMatching(/^[0-9a-f]{16}$/)]);
  });

  test('a search for more than the retriever brings is refused, not answered with less', async () => {
    const retriever = fromLangChainRetriever(BM25Retriever.fromDocuments([...documents], { k: 4 }), {
      fingerprint,
    });
    await expect(retriever.search(query, 5, never)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/brings 4: make it with k: 5/),
    });
  });

  test('its failure is one of the infrastructure', async () => {
    const broken = new FakeRetriever();
    broken._getRelevantDocuments = async () => {
      throw Object.assign(new Error('gone'), { status: 503 });
    };
    const retriever = fromLangChainRetriever(broken, { fingerprint });
    await expect(retriever.search('x', 1, never)).rejects.toMatchObject({
      code: 'backend',
      input: { fault: 'overloaded', status: 503 },
    });
  });

  test('a stop ends a search that heeds no signal', async () => {
    const slow = new FakeRetriever();
    slow._getRelevantDocuments = () => new Promise(() => {});
    const stop = new AbortController();
    const search = fromLangChainRetriever(slow, { fingerprint }).search('x', 1, stop.signal);
    stop.abort(new Error('told to stop'));
    await expect(search).rejects.toThrow('told to stop');
  });
});
