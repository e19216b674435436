import { isRagstoneError, RagstoneError } from '../../errors.ts';
import { openCorpus } from '../../datasets/open/openCorpus.ts';
import { openDataset } from '../../datasets/open/openDataset.ts';
import type { Dataset } from '../../ports/dataset.ts';
import type { DatasetEntry, Experiment } from '../experiment/experimentSchema.ts';

/** A dataset of the experiment, opened. */
export interface OpenedEntry {
  readonly entry: DatasetEntry;
  readonly dataset: Dataset;
  /** What a reader of the results should know. */
  readonly said: readonly string[];
}

/**
 * Opens the datasets of an experiment and looks for the corpora that its retrievers name. Everything that is missing is
 * named at once, so that one pull brings it.
 * @throws RagstoneError `missing-data`, and what opening a dataset throws
 */
export async function openDatasets(
  experiment: Experiment,
  signal: AbortSignal,
): Promise<readonly OpenedEntry[]> {
  const missing = new Set<string>();
  const unlessMissing = async <T>(open: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await open();
    } catch (error) {
      if (!isRagstoneError(error) || error.code !== 'missing-data') throw error;
      missing.add(error.message);
      return undefined;
    }
  };
  const opened: OpenedEntry[] = [];
  for (const entry of experiment.datasets) {
    const { corpus } = entry;
    const found = await unlessMissing(() => openDataset(entry, signal));
    if (found !== undefined) opened.push({ entry, dataset: found.dataset, said: found.warnings });
    // Without its questions a dataset does not say whether its passages are there.
    else if (corpus !== undefined) await unlessMissing(() => openCorpus(corpus, signal));
  }
  for (const { corpus } of Object.values(experiment.retrievers)) {
    if (corpus !== 'native') await unlessMissing(() => openCorpus(corpus, signal));
  }
  if (missing.size > 0) {
    throw new RagstoneError('missing-data', [...missing].join('\n'), { input: [...missing] });
  }
  return opened;
}
