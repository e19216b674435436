import { rm } from 'node:fs/promises';
import path from 'node:path';

import type { Corpus } from '../../ports/dataset.ts';
import type { WriteOptions, WrittenIndex } from '../retrieverDefinition.ts';
import { createPassageWriter } from '../store/createPassageWriter.ts';
import { openPassageStore } from '../store/openPassageStore.ts';
import type { PassageStore } from '../store/passageStore.ts';
import { storeFiles } from '../store/storeFiles.ts';
import { buildGraph } from './buildGraph.ts';
import { denseFiles } from './denseFiles.ts';
import type { DenseSettings, HnswSettings } from './denseSettings.ts';
import { type Encoder, encoderModel, encoderOf } from './encoder.ts';
import { encoderBaked } from './encoderBaked.ts';
import { exactSearch } from './exactSearch.ts';
import { graphRecall } from './graphRecall.ts';
import { graphSearch } from './graphSearch.ts';
import type { StoredVectors } from './storedVectors.ts';
import { takeVectors } from './takeVectors.ts';
import { writeQuantised } from './writeQuantised.ts';
import { writeVectors } from './writeVectors.ts';

/**
 * Writes a dense index: the passages first, since that is quick, then a vector of each, then what is made of the
 * vectors. The folder may hold what a build left that was killed: vectors of the same passages by the same encoder are
 * kept, all else is written anew.
 */
export async function writeDenseFiles(
  corpus: Corpus,
  settings: DenseSettings,
  folder: string,
  options: WriteOptions,
): Promise<WrittenIndex> {
  const { signal, models = {}, onProgress = () => {} } = options;
  const model = encoderModel(models);
  const encoder = encoderOf(model, settings);
  if (options.reuse !== undefined) await takeVectors(options.reuse, folder);
  const stored = await writePassages(corpus, folder, options);
  if (stored.passages === 0) return { ...stored, counts: {} };
  await using passages = await openPassageStore(folder);
  const made = await writeVectors(
    {
      folder,
      passages,
      sha256: stored.sha256,
      encoder,
      baked: encoderBaked(model.identity, settings),
      settings,
    },
    { signal, onProgress: (count) => onProgress({ phase: 'embedding', passages: count }) },
  );
  const { dimensions, zero, cut, empty } = made;
  if (settings.store === 'int8') await writeQuantised(folder, stored.passages, dimensions, signal);
  const vectors: StoredVectors = { folder, store: settings.store, count: stored.passages, dimensions };
  const graph =
    settings.search === 'exact'
      ? {}
      : await writeGraph(vectors, settings.search.hnsw, { passages, encoder, settings, options });
  return { ...stored, counts: { dimensions, zeroVectors: zero, cut, empty, ...graph } };
}

async function writePassages(
  corpus: Corpus,
  folder: string,
  { signal, repeatedIds, onProgress = () => {} }: WriteOptions,
): Promise<Pick<WrittenIndex, 'passages' | 'sha256'>> {
  for (const name of Object.values(storeFiles)) await rm(path.join(folder, name), { force: true });
  await using writer = await createPassageWriter(folder, { repeatedIds });
  let passages = 0;
  for await (const passage of corpus.passages(signal)) {
    passages++;
    if (!writer.add(passage)) continue;
    signal.throwIfAborted();
    await writer.flush();
    onProgress({ phase: 'reading', passages });
  }
  return await writer.finish();
}

/** Builds the graph and measures what it finds. */
async function writeGraph(
  vectors: StoredVectors,
  hnsw: HnswSettings,
  work: {
    readonly passages: PassageStore;
    readonly encoder: Encoder;
    readonly settings: DenseSettings;
    readonly options: WriteOptions;
  },
): Promise<Readonly<Record<string, number>>> {
  const { passages, encoder, settings, options } = work;
  const { signal, onProgress = () => {} } = options;
  await buildGraph(
    { vectors, hnsw, file: path.join(vectors.folder, denseFiles.graph) },
    { signal, onProgress: (count) => onProgress({ phase: 'merging', passages: count }) },
  );
  await using exact = exactSearch(vectors, { heldBytes: settings.memory * 2 ** 20 });
  await using approximate = await graphSearch(vectors, hnsw);
  const { recall, queries } = await graphRecall({ exact, approximate }, passages, encoder, signal);
  return { graphRecall10: Number(recall.toFixed(4)), graphQueries: queries };
}
