import type { Corpus } from '../../ports/dataset.ts';
import type { RetrieverDefinition } from '../retrieverDefinition.ts';
import { withBuildLock } from './buildLock.ts';
import { fillIndexFolder, type IndexOptions } from './fillIndexFolder.ts';
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
    await withBuildLock(`${folder}.lock`, options, async () => {
      if (!(await isBuilt(folder))) await fillIndexFolder(definition, corpus, settings, folder, options);
    });
  }
  return openIndex(definition, folder, settings, { name: corpus.name, windowWords }, options.models);
}
