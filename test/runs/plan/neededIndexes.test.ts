import { stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openCorpus } from '../../../src/datasets/open/openCorpus.ts';
import { prepareIndex } from '../../../src/retrieval/indexes/prepareIndex.ts';
import { indexFolder } from '../../../src/retrieval/indexes/indexFolder.ts';
import { readIndexManifest } from '../../../src/retrieval/indexes/readIndexManifest.ts';
import { bm25 } from '../../../src/retrieval/retrievers/bm25.ts';
import { experimentSchema, type WrittenExperiment } from '../../../src/runs/experiment/experimentSchema.ts';
import { makePlan } from '../../../src/runs/plan/makePlan.ts';
import { neededIndexes } from '../../../src/runs/plan/neededIndexes.ts';
import { madeQuestions } from '../../support/madeQuestions.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { wordEncoder } from '../../retrieval/dense/wordEncoder.ts';

const signal = new AbortController().signal;

/** A folder with made questions, and what an experiment over them needs. */
async function made() {
  const folder = await temporaryFolder();
  vi.stubEnv('RAGSTONE_HOME', path.join(folder, 'home'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const { questions, corpus } = await madeQuestions(folder, 40);
  const needed = async (more: Partial<WrittenExperiment> = {}) => {
    const experiment = experimentSchema.parse({
      ragstone: 1,
      name: 'made',
      datasets: [{ use: 'made', file: questions, corpus }],
      systems: [{ use: 'extractive' }],
      ...more,
    });
    const options = { from: folder, models: { encoder: wordEncoder() }, signal, onPhase: () => undefined };
    return neededIndexes(await makePlan(experiment, options), options);
  };
  return { corpus: await openCorpus(corpus, signal), needed };
}

it('estimates an index that is missing', async () => {
  const { needed, corpus } = await made();
  expect(await needed()).toEqual([
    {
      dataset: 'made',
      retriever: 'bm25',
      corpus: corpus.name,
      corpusBytes: corpus.files[0]?.bytes,
      built: false,
      passages: 40,
      bytes: expect.any(Number),
      seconds: expect.any(Number),
    },
  ]);
});

it('tells what an index that is built has, and the next one is still missing', async () => {
  const { needed, corpus } = await made();
  const settings = bm25.settings.parse({});
  await using index = await prepareIndex(bm25, corpus, settings, { signal });
  const { folder } = await indexFolder(bm25, corpus, settings, { signal });
  const sizes = await Promise.all(
    (await readIndexManifest(folder)).files.map(
      async ({ name }) => (await stat(path.join(folder, name))).size,
    ),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const state = { built: true, passages: index.manifest.corpus.passages, bytes, seconds: 0 };
  // 14 words a passage.
  expect(await needed({ environments: ['original', { window: 4 }] })).toMatchObject([
    state,
    { built: false, windowWords: 4, passages: 160 },
  ]);
  const named = { mine: { use: 'bm25', index: folder } };
  expect(await needed({ retrievers: named, systems: [{ use: 'extractive', source: 'mine' }] })).toMatchObject(
    [{ ...state, retriever: 'mine' }],
  );
});

it('asks the encoder of a dense index for a few vectors', async () => {
  const { needed } = await made();
  const retrievers = { dense: { use: 'dense', roles: { encoder: 'encoder' } } };
  const [index] = await needed({ retrievers, systems: [{ use: 'extractive', source: 'dense' }] });
  expect(index).toMatchObject({ retriever: 'dense', passages: 40, bytes: expect.any(Number) });
  expect(index?.seconds).toBeGreaterThan(0);
});

it('counts each index of a combination once, and none of a question of its own', async () => {
  const { needed } = await made();
  const retrievers = {
    bm25: { use: 'bm25' },
    other: { use: 'bm25', analyser: 'simple@1' },
    both: { use: 'rrf', of: ['bm25', 'other'] },
  };
  const systems = [
    { id: 'a', use: 'extractive', source: 'both' },
    { id: 'b', use: 'extractive', source: 'bm25' },
  ];
  expect((await needed({ retrievers, systems })).map(({ retriever }) => retriever)).toEqual([
    'bm25',
    'other',
  ]);
});
