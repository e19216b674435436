import type { Experiment } from '../experiment/experimentSchema.ts';
import { defaultRetriever } from './resolveSystems.ts';

/** A retriever of the experiment: its kind and the settings that are its own. The default one needs no entry. */
export function retrieverSpec(
  experiment: Experiment,
  id: string,
): { readonly use: string; readonly settings: Readonly<Record<string, unknown>> } {
  const {
    use,
    corpus: _corpus,
    ...settings
  } = experiment.retrievers[id] ?? { use: defaultRetriever, corpus: 'native' };
  return { use, settings };
}
