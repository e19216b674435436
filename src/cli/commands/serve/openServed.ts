import { stat } from 'node:fs/promises';

import { RagstoneError } from '../../../errors.ts';
import type { Retriever } from '../../../ports/retriever.ts';
import { findIndexed } from '../../../retrieval/findRetriever.ts';
import { openIndex } from '../../../retrieval/indexes/openIndex.ts';
import { readIndexManifest } from '../../../retrieval/indexes/readIndexManifest.ts';
import { readExperiment } from '../../../runs/experiment/readExperiment.ts';
import { openExperimentRetriever } from '../../../runs/retrievers/openExperimentRetriever.ts';

/** What is served, until it is disposed. */
export interface Served extends AsyncDisposable {
  readonly retriever: Retriever;
  readonly warnings: readonly string[];
}

export interface ServedChoice {
  readonly retriever?: string;
  readonly dataset?: string;
}

/**
 * Opens what `ragstone serve` is to search: an index folder with its retriever's default settings, or a retriever of an
 * experiment file with the settings there.
 * @throws RagstoneError `usage` when flags and target do not fit, and as opening throws
 */
export async function openServed(
  target: string,
  choice: ServedChoice,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (corpus: string, passages: number) => void;
  },
): Promise<Served> {
  const isFolder = await stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return openFolder(target, choice);
  const { retriever: id, dataset } = choice;
  if (id === undefined) {
    throw new RagstoneError(
      'usage',
      `${target} is no index folder: name one, or an experiment file with --retriever <id>.`,
      { input: target },
    );
  }
  const opened = await openExperimentRetriever(await readExperiment(target), id, { ...options, dataset });
  try {
    const retriever = await opened.open(opened.planned);
    return {
      retriever,
      warnings: opened.warnings,
      [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
    };
  } catch (error) {
    await opened[Symbol.asyncDispose]();
    throw error;
  }
}

async function openFolder(folder: string, { retriever, dataset }: ServedChoice): Promise<Served> {
  if (retriever !== undefined || dataset !== undefined) {
    throw new RagstoneError(
      'usage',
      '--retriever and --dataset go with an experiment file, not with a folder.',
    );
  }
  const manifest = await readIndexManifest(folder);
  const definition = await findIndexed(manifest.retriever);
  if (Object.keys(definition.roles ?? {}).length > 0) {
    throw new RagstoneError(
      'usage',
      `An index of the retriever "${manifest.retriever}" is searched with a model: name an experiment file that has both, with --retriever <id>.`,
      { input: folder },
    );
  }
  const index = await openIndex(definition, folder, definition.settings.parse(manifest.baked), {});
  return {
    retriever: index.retriever,
    warnings: [],
    [Symbol.asyncDispose]: () => index[Symbol.asyncDispose](),
  };
}
