import path from 'node:path';

import type { Corpus } from '../../ports/dataset.ts';
import type { RetrieverDefinition } from '../retrieverDefinition.ts';
import { withBuildLock } from './buildLock.ts';
import { fillIndexFolder, type IndexOptions } from './fillIndexFolder.ts';
import type { IndexManifest } from './indexManifest.ts';

/**
 * Builds an index of a corpus in `folder`, which must not exist or be empty; it appears there when it is complete. A
 * build of the same corpus, retriever and settings that was killed is gone on with.
 * @throws RagstoneError `bad-file` (a corpus without passages), `bad-record` (an id twice), `storage`, what the
 * corpus throws, and the signal's reason when aborted.
 */
export function buildIndex<S>(
  definition: RetrieverDefinition<S>,
  corpus: Corpus,
  settings: S,
  folder: string,
  options: IndexOptions,
): Promise<IndexManifest> {
  return withBuildLock(`${path.resolve(folder)}.lock`, options, () =>
    fillIndexFolder(definition, corpus, settings, folder, options),
  );
}
