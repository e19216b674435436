import path from 'node:path';
import { RagstoneError } from '../../errors.ts';
import { openCorpus } from '../../datasets/open/openCorpus.ts';
import type { Corpus } from '../../ports/dataset.ts';
import { indexFolder, type IndexPlace } from '../../retrieval/indexes/indexFolder.ts';
import { openIndex, type OpenedIndex } from '../../retrieval/indexes/openIndex.ts';
import { prepareIndex } from '../../retrieval/indexes/prepareIndex.ts';
import type { Models } from '../../retrieval/retrieverDefinition.ts';
import type { PlannedDataset } from './makePlan.ts';
import type { PlannedIndex } from './resolveRetrievers.ts';

/** Whose passages are searched. */
export type SearchedDataset = Pick<PlannedDataset, 'id' | 'dataset'>;

/**
 * Opens the index of a retriever over a dataset's corpus: the one that the experiment names, or the one that
 * Ragstone keeps, built now if it is missing.
 * @throws RagstoneError `missing-data` without a corpus, `mismatch` when a named index is of other files or settings
 */
export async function openRetrieverIndex(
  { definition, settings, corpus: location, index: folder, rebuiltFrom }: PlannedIndex,
  planned: SearchedDataset,
  options: {
    readonly windowWords: number | undefined;
    readonly models: Models;
    readonly signal: AbortSignal;
    readonly onProgress: (corpus: string, passages: number) => void;
  },
): Promise<OpenedIndex> {
  const { windowWords, models, signal } = options;
  const corpus = location === 'native' ? planned.dataset.corpus : await openCorpus(location, signal);
  if (folder !== undefined && windowWords === undefined) {
    const index = await openIndex(definition, folder, settings, {}, models);
    if (corpus !== undefined) refuseOtherFiles(folder, index, corpus);
    return index;
  }
  if (corpus === undefined) {
    throw new RagstoneError(
      'missing-data',
      `The dataset ${planned.id} has no passages to search: name a corpus with --corpus FILE (or "corpus:" in the experiment), or use a source that comes with the questions.`,
      { input: planned.id },
    );
  }
  const window = windowWords === undefined ? {} : { windowWords };
  const reuse = rebuiltFrom && (await builtFolder(rebuiltFrom, corpus, { signal, models, ...window }));
  return prepareIndex(definition, corpus, settings, {
    signal,
    models,
    ...(reuse !== undefined && { reuse }),
    ...window,
    onProgress: ({ passages }) => options.onProgress(corpus.name, passages),
  });
}

/** Where the index lies that another is built from, when it is there. */
async function builtFolder(
  { definition, settings, index }: PlannedIndex,
  corpus: Corpus,
  place: IndexPlace,
): Promise<string | undefined> {
  if (index !== undefined) return index;
  const { folder, built } = await indexFolder(definition, corpus, settings, place);
  return built ? folder : undefined;
}

/** An index that somebody built is trusted to hold what it says; it must say that it was built from these files. */
function refuseOtherFiles(folder: string, index: OpenedIndex, corpus: Corpus): void {
  const built = index.manifest.corpus.files;
  const same =
    built.length === corpus.files.length &&
    corpus.files.every(({ name, bytes }) => built.some((file) => file.name === name && file.bytes === bytes));
  if (same) return;
  const list = (files: readonly { readonly name: string; readonly bytes: number }[]): string =>
    files.map(({ name, bytes }) => `${name} (${bytes} bytes)`).join(', ');
  throw new RagstoneError(
    'mismatch',
    `The index was built from ${list(built)}, the corpus is ${list(corpus.files)}: build it again with "ragstone index build".`,
    { place: { file: path.join(folder, 'index.json'), field: 'corpus.files' }, input: folder },
  );
}
