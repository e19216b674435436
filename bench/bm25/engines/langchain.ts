import { BM25Retriever } from '@langchain/community/retrievers/bm25';
import { Document } from '@langchain/core/documents';

import { firstLines } from './firstLines.ts';
import { type Comparison, type Engine, timed } from './engine.ts';

/** LangChain's BM25Retriever over the first passages: it reads all of them for each query. */
export async function langchain({ corpus }: Comparison, passages: number): Promise<Engine> {
  const documents: Document[] = [];
  for await (const { id, text } of firstLines(corpus, passages)) {
    documents.push(new Document({ pageContent: text, metadata: { id } }));
  }
  const retriever = BM25Retriever.fromDocuments(documents, { k: 10 });
  return {
    name: 'LangChain BM25Retriever',
    passages,
    buildSeconds: 0,
    ask: (query) =>
      timed(async () => (await retriever.invoke(query)).map(({ metadata }) => String(metadata['id']))),
    async [Symbol.asyncDispose]() {},
  };
}
