import { existsSync } from 'node:fs';
import path from 'node:path';

import { jsonl } from '../../../src/datasets/corpora/jsonl.ts';
import { buildIndex } from '../../../src/retrieval/indexes/buildIndex.ts';
import { openIndex } from '../../../src/retrieval/indexes/openIndex.ts';
import { bm25 } from '../../../src/retrieval/retrievers/bm25.ts';
import { type Comparison, type Engine, timed } from './engine.ts';

/** Ours, without stems: the words that the others index. */
export async function ragstone({ corpus, passages, folder }: Comparison): Promise<Engine> {
  const { signal } = new AbortController();
  const settings = bm25.settings.parse({ analyser: 'simple@1' });
  const index = path.join(folder, 'ragstone');
  let buildSeconds: number | undefined;
  if (!existsSync(index)) {
    const began = performance.now();
    const read = { name: 'compared', files: [], passages: () => jsonl.passages(corpus, { signal }) };
    await buildIndex(bm25, read, settings, index, { signal });
    buildSeconds = (performance.now() - began) / 1000;
  }
  const opened = await openIndex(bm25, index, settings, {});
  return {
    name: 'Ragstone',
    passages,
    buildSeconds,
    ask: (query) =>
      timed(async () => {
        const found = await opened.retriever.search(query, 10, signal);
        return found.map(({ passage }) => passage.id);
      }),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}
