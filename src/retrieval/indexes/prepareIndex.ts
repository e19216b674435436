import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

import type { Corpus } from '../../ports/dataset.ts';
import type { RetrieverDefinition } from '../retrieverDefinition.ts';
import { buildIndex, type IndexOptions } from './buildIndex.ts';
import { withBuildLock } from './buildLock.ts';
import { buildingMark, storageError } from './inFreshFolder.ts';
import { indexFolder, isBuilt } from './indexFolder.ts';
import { type OpenedIndex, openIndex } from './openIndex.ts';

export interface PrepareOptions extends IndexOptions {
  /** Indexes are kept in `<home>/indexes`; default: `RAGSTONE_HOME`. */
  readonly home?: string;
  /** Called once when another process is already building the same index. */
  readonly onWait?: (message: string) => void;
}

/**
 * Opens the index of a corpus, built before or now. Of several processes that need the same one, one builds and the
 * others wait.
 * @throws RagstoneError as `buildIndex` and `openIndex` do.
 */
export async function prepareIndex<S>(
  definition: RetrieverDefinition<S>,
  corpus: Corpus,
  settings: S,
  options: PrepareOptions,
): Promise<OpenedIndex> {
  const { windowWords } = options;
  const { folder, built } = await indexFolder(definition, corpus, settings, options);
  if (!built) {
    await mkdir(path.dirname(folder), { recursive: true }).catch((error: unknown) => {
      throw storageError(path.dirname(folder), error);
    });
    await withBuildLock(`${folder}.lock`, options, async () => {
      await removeLeftovers(folder);
      if (!(await isBuilt(folder))) await buildIndex(definition, corpus, settings, folder, options);
    });
  }
  return openIndex(definition, folder, settings, { name: corpus.name, windowWords }, options.models);
}

/** What a killed process had begun: nobody else builds here while the lock is held. */
async function removeLeftovers(folder: string): Promise<void> {
  const begun = (await readdir(path.dirname(folder))).filter((name) =>
    name.startsWith(`${path.basename(folder)}${buildingMark}`),
  );
  for (const name of begun) await rm(path.join(path.dirname(folder), name), { recursive: true });
}
