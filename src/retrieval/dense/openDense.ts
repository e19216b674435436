import path from 'node:path';

import { RagstoneError } from '../../errors.ts';
import { corpusFingerprint } from '../indexes/corpusFingerprint.ts';
import type { IndexManifest } from '../indexes/indexManifest.ts';
import type { Models, OpenedRetriever } from '../retrieverDefinition.ts';
import { openPassageStore } from '../store/openPassageStore.ts';
import { denseFiles } from './denseFiles.ts';
import { denseRetriever } from './denseRetriever.ts';
import type { DenseSettings } from './denseSettings.ts';
import { encoderModel, encoderOf } from './encoder.ts';
import { encoderBaked } from './encoderBaked.ts';
import { refuseOtherEncoder } from './encoderProbe.ts';
import { exactSearch } from './exactSearch.ts';
import { graphSearch } from './graphSearch.ts';
import { readJournal } from './vectorJournal.ts';

/**
 * Opens a dense index. Memory besides the passages' 24 bytes each: `memory` MiB of vectors at most, outside the heap;
 * the graph of `hnsw` is mapped.
 * @throws RagstoneError `usage` without an encoder, `bad-file` for a damaged index, `unsupported` for a graph where
 * usearch is not installed.
 */
export async function openDense(
  folder: string,
  settings: DenseSettings,
  manifest: IndexManifest,
  models: Models,
): Promise<OpenedRetriever> {
  const model = encoderModel(models);
  const encoder = encoderOf(model, settings);
  const file = path.join(folder, denseFiles.journal);
  const journal = await readJournal(file);
  if (journal === undefined || journal.entry.vectors !== manifest.corpus.passages) {
    throw new RagstoneError('bad-file', 'The index is damaged: remove its folder and build it again.', {
      place: { file },
    });
  }
  const { dimensions, probe } = journal.head;
  const store = await openPassageStore(folder);
  const vectors = { folder, store: settings.store, count: manifest.corpus.passages, dimensions };
  const search =
    settings.search === 'exact'
      ? exactSearch(vectors, {
          heldBytes: settings.memory * 2 ** 20,
          ...(settings.workers !== undefined && { workers: settings.workers }),
        })
      : await graphSearch(vectors, settings.search.hnsw).catch(async (error: unknown) => {
          await store[Symbol.asyncDispose]();
          throw error;
        });
  const retriever = denseRetriever({
    fingerprint: {
      retriever: 'dense',
      ...corpusFingerprint(manifest),
      ...encoderBaked(model.identity, settings),
      dimensions,
      similarity: 'dot',
      ...(model.identity.prefixes !== undefined && { queryPrefix: model.identity.prefixes.query }),
      ...searchFingerprint(settings, manifest),
    },
    dimensions,
    encoder,
    search,
    // Several searches may wait for it: it is not one's to abort.
    checkEncoder: () => refuseOtherEncoder(Float32Array.from(probe), encoder, new AbortController().signal),
    passagesAt: (positions) => store.passagesAt(positions),
  });
  return { retriever, store };
}

function searchFingerprint(
  { search }: DenseSettings,
  { counts }: IndexManifest,
): Readonly<Record<string, string | number>> {
  if (search === 'exact') return { search };
  const measured = counts['graphRecall10'];
  return {
    search: 'hnsw',
    ...search.hnsw,
    ...(measured !== undefined && { graphRecall10: measured }),
  };
}
