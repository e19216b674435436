import path from 'node:path';

import { expect, it } from 'vitest';

import { RagstoneError } from '../../../src/errors.ts';
import { denseSettings } from '../../../src/retrieval/dense/denseSettings.ts';
import { estimateDense } from '../../../src/retrieval/dense/estimateDense.ts';
import { buildIndex } from '../../../src/retrieval/indexes/buildIndex.ts';
import { dense } from '../../../src/retrieval/retrievers/dense.ts';
import { measureCorpus } from '../../../src/runs/plan/measureCorpus.ts';
import { corpusOf, passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { wordEncoder } from './wordEncoder.ts';

const corpus = corpusOf(
  passagesOf(...Array.from({ length: 600 }, (_, n) => `words of the passage number ${n}`)),
);
const measured = () => measureCorpus(corpus, undefined, never);

it.each([{ store: 'float32' }, { store: 'float16' }, { store: 'int8' }])(
  'knows the size of an index with %j',
  async (wish) => {
    const settings = denseSettings.parse(wish);
    const encoder = wordEncoder({ dimensions: 64 });
    await using folder = await temporaryFolder();
    const place = path.join(folder.path, 'index');
    const { files } = await buildIndex(dense, corpus, settings, place, {
      signal: never,
      models: { encoder },
    });
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const estimate = await estimateDense(settings, await measured(), { encoder }, never);
    expect((estimate.bytes ?? 0) / bytes).toBeGreaterThan(0.95);
    expect((estimate.bytes ?? 0) / bytes).toBeLessThan(1.05);
  },
);

it('asks for 64 vectors and one, several requests at once', async () => {
  const encoder = wordEncoder();
  const { seconds } = await estimateDense(denseSettings.parse({}), await measured(), { encoder }, never);
  expect(encoder.asked.map(({ texts }) => texts.length)).toStrictEqual([1, 16, 16, 16, 16]);
  expect(seconds).toBeGreaterThan(0);
});

it('counts the bytes of the graph of an approximate search', async () => {
  const models = { encoder: wordEncoder() };
  const of = async (settings: object) =>
    (await estimateDense(denseSettings.parse(settings), await measured(), models, never)).bytes ?? 0;
  const graph = (await of({ search: { hnsw: { connectivity: 16 } } })) - (await of({}));
  expect(graph).toBe(600 * (4 * 8 + 160));
});

it('counts the time of the graph besides that of the vectors', async () => {
  const models = { encoder: wordEncoder({ dimensions: 64 }) };
  const corpusSize = { ...(await measured()), passages: 10_000_000 };
  const of = async (settings: object) =>
    (await estimateDense(denseSettings.parse(settings), corpusSize, models, never)).seconds ?? 0;
  // Some 2,800 s of graph; the few bytes of text take an instant.
  expect((await of({ search: { hnsw: {} } })) - (await of({}))).toBeGreaterThan(2000);
});

it('knows nothing where the encoder does not answer', async () => {
  const refusing = wordEncoder({
    before: () => {
      throw new RagstoneError('backend', 'It is down.');
    },
  });
  const estimate = await estimateDense(
    denseSettings.parse({}),
    await measured(),
    { encoder: refusing },
    never,
  );
  expect(estimate).toStrictEqual({ bytes: undefined, seconds: undefined });
});

it('passes on that it was stopped, and what is no fault of the encoder', async () => {
  const measures = await measured();
  const settings = denseSettings.parse({});
  const stopped = AbortSignal.abort(new RagstoneError('interrupted', 'Stopped.'));
  await expect(estimateDense(settings, measures, { encoder: wordEncoder() }, stopped)).rejects.toThrow(
    'Stopped.',
  );
  const broken = wordEncoder({
    before: () => {
      throw new TypeError('a defect');
    },
  });
  await expect(estimateDense(settings, measures, { encoder: broken }, never)).rejects.toThrow('a defect');
});
