import { openDataset } from '../../datasets/open/openDataset.ts';
import { RagstoneError } from '../../errors.ts';
import type { Dataset } from '../../ports/dataset.ts';
import type { Retriever } from '../../ports/retriever.ts';
import type { DatasetEntry, Experiment } from '../experiment/experimentSchema.ts';
import { openModels } from '../models/openModels.ts';
import { retrieverModels } from '../models/retrieverModels.ts';
import { retrieverOpener } from '../plan/openRetrievers.ts';
import { type PlannedRetriever, resolveRetrievers } from '../plan/resolveRetrievers.ts';
import { onlyRetriever } from './onlyRetriever.ts';

/** One retriever of an experiment, to be searched without a run. */
export interface ExperimentRetriever extends AsyncDisposable {
  readonly planned: PlannedRetriever;
  readonly entry: DatasetEntry;
  /** Whose passages it searches. */
  readonly dataset: Dataset;
  /** What a reader of its results should know. */
  readonly warnings: readonly string[];
  /** It, or one of its parts, each opened once; a missing index is built now. It stays open until all are disposed. */
  open(retriever: PlannedRetriever): Promise<Retriever>;
}

/**
 * Finds a retriever of an experiment and its dataset, and reaches the models that it needs. It answers as it would in
 * a run.
 * @param dataset The dataset's id; needed where the experiment has several.
 * @throws RagstoneError `usage` for a retriever or dataset that there is not, and as opening its parts does
 */
export async function openExperimentRetriever(
  whole: Experiment,
  id: string,
  options: {
    readonly dataset: string | undefined;
    readonly signal: AbortSignal;
    readonly onProgress: (corpus: string, passages: number) => void;
  },
): Promise<ExperimentRetriever> {
  const { signal } = options;
  const experiment = onlyRetriever(whole, id);
  const entry = chosenDataset(experiment, options.dataset);
  const { dataset, warnings } = await openDataset(entry, signal);
  const models = await openModels(experiment, {}, signal);
  try {
    const planned = (await resolveRetrievers(experiment, models.backends))[id];
    if (planned === undefined) throw new RagstoneError('internal', `Nobody planned the retriever ${id}.`);
    const { limiters } = models;
    const opener = retrieverOpener({
      modelsOf: (cast) => retrieverModels(cast, { limiters, cache: undefined, seed: experiment.seed }),
      signal,
      onProgress: options.onProgress,
    });
    const searched = { id: entry.id ?? entry.use, dataset };
    return {
      planned,
      entry,
      dataset,
      warnings,
      open: async (retriever) => (await opener.open(searched, retriever)).retriever,
      async [Symbol.asyncDispose]() {
        await opener[Symbol.asyncDispose]();
        await models[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await models[Symbol.asyncDispose]();
    throw error;
  }
}

function chosenDataset({ datasets }: Experiment, asked: string | undefined): DatasetEntry {
  const [first, ...others] = datasets;
  const ids = datasets.map(({ id, use }) => id ?? use);
  const found = asked === undefined && others.length === 0 ? first : datasets[ids.indexOf(asked ?? '')];
  if (found !== undefined) return found;
  throw new RagstoneError(
    'usage',
    asked === undefined
      ? `The experiment has several datasets: say with --dataset whose passages are searched (${ids.join(', ')}).`
      : `The experiment has no dataset "${asked}". Known: ${ids.join(', ')}.`,
    { input: asked },
  );
}
