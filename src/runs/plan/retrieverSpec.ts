import type { Experiment } from '../experiment/experimentSchema.ts';
import { defaultRetriever } from './resolveSystems.ts';

/** A retriever of the experiment; the settings that are its own are not checked yet. */
export interface RetrieverSpec {
  readonly use: string;
  /** `native`, a corpus of the catalog, or a file. */
  readonly corpus: string;
  readonly index?: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The default retriever needs no entry. */
export function retrieverSpec(experiment: Experiment, id: string): RetrieverSpec {
  const entry = experiment.retrievers[id] ?? { use: defaultRetriever, corpus: 'native' };
  const { use, corpus, index, ...settings } = entry;
  return { use, corpus, settings, ...(index !== undefined && { index }) };
}
