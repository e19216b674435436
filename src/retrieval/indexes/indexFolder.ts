import { stat } from 'node:fs/promises';
import path from 'node:path';

import { home } from '../../io/home.ts';
import type { Corpus } from '../../ports/dataset.ts';
import type { Models, RetrieverDefinition } from '../retrieverDefinition.ts';
import { indexKey } from './indexKey.ts';
import { manifestFile } from './indexManifest.ts';

export interface IndexPlace {
  /** Indexes are kept in `<home>/indexes`; default: `RAGSTONE_HOME`. */
  readonly home?: string;
  readonly windowWords?: number;
  readonly models?: Models;
  readonly signal: AbortSignal;
}

/** Where the index of a corpus is kept, and whether it is there. */
export async function indexFolder<S>(
  definition: RetrieverDefinition<S>,
  corpus: Corpus,
  settings: S,
  { home: place = home(), windowWords, models = {}, signal }: IndexPlace,
): Promise<{ readonly folder: string; readonly built: boolean }> {
  const kind = { retriever: definition.name, baked: definition.baked(settings, models), windowWords };
  const folder = path.join(place, 'indexes', await indexKey(corpus, kind, signal, place));
  return { folder, built: await isBuilt(folder) };
}

/** An index' manifest is written last. */
export async function isBuilt(folder: string): Promise<boolean> {
  return stat(path.join(folder, manifestFile)).then(
    () => true,
    () => false,
  );
}
