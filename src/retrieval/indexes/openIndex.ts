import path from 'node:path';

import type { Retriever } from '../../ports/retriever.ts';
import type { Models, OpenedRetriever, RetrieverDefinition } from '../retrieverDefinition.ts';
import { dedupedById } from '../windows/dedupedById.ts';
import { type IndexManifest, manifestFile } from './indexManifest.ts';
import { readIndexManifest } from './readIndexManifest.ts';
import { refuseMismatch } from './refuseMismatch.ts';

/** What an index must hold; what is left out may be anything. `windowWords: undefined` means uncut passages. */
export interface ExpectedIndex {
  readonly name?: string;
  readonly sha256?: string;
  readonly passages?: number;
  readonly windowWords?: number | undefined;
}

export interface OpenedIndex extends OpenedRetriever, AsyncDisposable {
  readonly manifest: IndexManifest;
}

/**
 * Opens an index folder without reading the corpus again.
 * @throws RagstoneError `mismatch` naming the field when the index holds something else, `bad-file` when it is
 * damaged or no index.
 */
export async function openIndex<S>(
  definition: RetrieverDefinition<S>,
  folder: string,
  settings: S,
  expected: ExpectedIndex,
  models: Models = {},
): Promise<OpenedIndex> {
  const manifest = await readIndexManifest(folder);
  const file = path.join(folder, manifestFile);
  refuseMismatch(file, 'retriever', manifest.retriever, definition.name);
  for (const [field, asked] of Object.entries(definition.baked(settings, models))) {
    refuseMismatch(file, field, manifest.baked[field], asked);
  }
  const { name, passages, sha256, windowWords } = manifest.corpus;
  const held = { name, passages, sha256, windowWords };
  for (const field of ['name', 'passages', 'sha256', 'windowWords'] as const) {
    if (field in expected) refuseMismatch(file, `corpus.${field}`, held[field], expected[field]);
  }
  const { retriever, store } = await definition.open(folder, settings, manifest, models);
  return {
    manifest,
    retriever: windowWords === undefined ? retriever : dedupedById(retriever),
    store,
    [Symbol.asyncDispose]: () => disposeBoth(retriever, store),
  };
}

async function disposeBoth(retriever: Retriever, store: AsyncDisposable): Promise<void> {
  await retriever[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
}
