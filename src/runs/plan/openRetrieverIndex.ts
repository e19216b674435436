import path from 'node:path';
import { RagstoneError } from '../../errors.ts';
import { openCorpus } from '../../datasets/open/openCorpus.ts';
import type { Corpus } from '../../ports/dataset.ts';
import { findRetriever } from '../../retrieval/findRetriever.ts';
import { openIndex, type OpenedIndex } from '../../retrieval/indexes/openIndex.ts';
import { prepareIndex } from '../../retrieval/indexes/prepareIndex.ts';
import { checkSettings } from './checkSettings.ts';
import type { PlannedDataset } from './makePlan.ts';
import type { RetrieverSpec } from './retrieverSpec.ts';

/**
 * Opens the index of a retriever over a dataset's corpus: the one that the experiment names, or the one that
 * Ragstone keeps, built now if it is missing.
 * @throws RagstoneError `missing-data` without a corpus, `mismatch` when a named index is of other files or settings
 */
export async function openRetrieverIndex(
  id: string,
  spec: RetrieverSpec,
  planned: PlannedDataset,
  options: {
    readonly windowWords: number | undefined;
    readonly signal: AbortSignal;
    readonly onProgress: (corpus: string, passages: number) => void;
  },
): Promise<OpenedIndex> {
  const { windowWords, signal } = options;
  const definition = await findRetriever(spec.use);
  const settings = checkSettings(`The settings of the retriever "${id}"`, () =>
    definition.settings.parse(spec.settings),
  );
  const corpus = spec.corpus === 'native' ? planned.dataset.corpus : await openCorpus(spec.corpus, signal);
  if (spec.index !== undefined && windowWords === undefined) {
    const index = await openIndex(definition, spec.index, settings, {});
    if (corpus !== undefined) refuseOtherFiles(spec.index, index, corpus);
    return index;
  }
  if (corpus === undefined) {
    throw new RagstoneError(
      'missing-data',
      `The dataset ${planned.id} has no passages to search: name a corpus with --corpus FILE (or "corpus:" in the experiment), or use a source that comes with the questions.`,
      { input: planned.id },
    );
  }
  return prepareIndex(definition, corpus, settings, {
    signal,
    ...(windowWords !== undefined && { windowWords }),
    onProgress: ({ passages }) => options.onProgress(corpus.name, passages),
  });
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
