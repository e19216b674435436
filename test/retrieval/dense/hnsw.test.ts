import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import { buildIndex } from '../../../src/retrieval/indexes/buildIndex.ts';
import { openIndex } from '../../../src/retrieval/indexes/openIndex.ts';
import { dense } from '../../../src/retrieval/retrievers/dense.ts';
import { corpusOf, passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { wordEncoder } from './wordEncoder.ts';

const passages = passagesOf(...Array.from({ length: 600 }, (_, n) => `word${n % 40} word${n % 17} word${n}`));
const encoder = wordEncoder({ dimensions: 16 });

async function graphOf(folder: string, hnsw: object): Promise<Buffer> {
  const settings = dense.settings.parse({ normalise: false, search: { hnsw } });
  await buildIndex(dense, corpusOf(passages), settings, folder, { signal: never, models: { encoder } });
  return readFile(path.join(folder, 'vectors.usearch'));
}

it('finds nearly what exact search finds, and says how nearly', async () => {
  await using folder = await temporaryFolder();
  const place = path.join(folder.path, 'index');
  await graphOf(place, {});
  const settings = dense.settings.parse({ normalise: false, search: { hnsw: {} } });
  await using index = await openIndex(dense, place, settings, {}, { encoder });
  const { graphRecall10, graphQueries } = index.manifest.counts;
  expect(graphRecall10).toBeGreaterThan(0.9);
  expect(graphQueries).toBe(200);
  expect(index.retriever.fingerprint).toMatchObject({
    search: 'hnsw',
    connectivity: 16,
    expansionAdd: 128,
    expansionSearch: 64,
    seed: 0,
    graphRecall10,
  });
  const exact = dense.settings.parse({ normalise: false });
  await using plain = await openIndex(dense, place, exact, {}, { encoder });
  const near = await index.retriever.search('word3 word7', 10, never);
  const best = await plain.retriever.search('word3 word7', 10, never);
  expect(near[0]).toStrictEqual(best[0]);
});

it('makes the same graph of the same seed and another of another', async () => {
  await using folder = await temporaryFolder();
  const graphs = [];
  for (const [at, seed] of [1, 1, 0].entries()) {
    graphs.push(await graphOf(path.join(folder.path, String(at)), { seed }));
  }
  expect(graphs[1]).toStrictEqual(graphs[0]);
  expect(graphs[2]).not.toStrictEqual(graphs[0]);
});

it('is another index for another graph, and the same for another depth of search', () => {
  const baked = (hnsw: object): unknown =>
    dense.baked(dense.settings.parse({ search: { hnsw } }), { encoder });
  expect(baked({ seed: 1 })).not.toStrictEqual(baked({}));
  expect(baked({ expansionSearch: 200 })).toStrictEqual(baked({}));
});

it('can be stopped while the graph is built', async () => {
  await using folder = await temporaryFolder();
  const stop = new AbortController();
  const settings = dense.settings.parse({ search: { hnsw: {} } });
  const building = buildIndex(dense, corpusOf(passages), settings, path.join(folder.path, 'index'), {
    signal: stop.signal,
    models: { encoder },
    onProgress({ phase }) {
      if (phase === 'merging') stop.abort(new Error('enough'));
    },
  });
  await expect(building).rejects.toThrow('enough');
});

it('is built again with other random choices from the vectors that are there', async () => {
  await using folder = await temporaryFolder();
  const first = path.join(folder.path, 'first');
  await graphOf(first, {});
  const settings = dense.settings.parse({ normalise: false, search: { hnsw: {} } });
  const again = dense.rebuilt?.(settings, 1);
  if (again === undefined) throw new Error('It says that nothing is random.');
  const asked = wordEncoder({ dimensions: 16 });
  const options = { signal: never, models: { encoder: asked }, reuse: first };
  const second = path.join(folder.path, 'second');
  await buildIndex(dense, corpusOf(passages), again, second, options);
  const texts = asked.asked.filter(({ as }) => as === 'passage').flatMap((request) => request.texts);
  // What is asked besides tells whether it is the same encoder.
  expect(texts.length).toBeLessThan(10);
  const file = (at: string, name: string): Promise<Buffer> => readFile(path.join(at, name));
  expect(await file(second, 'vectors.f32')).toStrictEqual(await file(first, 'vectors.f32'));
  expect(await file(second, 'vectors.usearch')).not.toStrictEqual(await file(first, 'vectors.usearch'));
});

it('has nothing to build again where search is exact', () => {
  expect(dense.rebuilt?.(dense.settings.parse({}), 1)).toBeUndefined();
});
