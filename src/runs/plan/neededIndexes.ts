import { indexFolder } from '../../retrieval/indexes/indexFolder.ts';
import { openCorpus } from '../../datasets/open/openCorpus.ts';
import type { Plan } from './makePlan.ts';
import { defaultRetriever, indexesOf } from './resolveRetrievers.ts';

/** An index that a plan needs. */
export interface NeededIndex {
  readonly dataset: string;
  readonly retriever: string;
  readonly corpus: string;
  /** Bytes of the corpus' files; 0 for one made from the questions. */
  readonly corpusBytes: number;
  readonly windowWords?: number;
  /** Whether it is on disk; otherwise the run builds it. */
  readonly built: boolean;
}

/** The indexes that a plan needs, each once. Nothing is built. @throws RagstoneError as opening a corpus does */
export async function neededIndexes(plan: Plan, signal: AbortSignal): Promise<readonly NeededIndex[]> {
  const needed = new Map<string, NeededIndex>();
  for (const { id: dataset, dataset: data, cells } of plan.datasets) {
    for (const { planned } of cells) {
      const { source } = planned.system;
      if (source === undefined || ['context', 'saved', 'given'].includes(source.kind)) continue;
      const { windowWords } = planned.environment;
      for (const each of indexesOf(
        plan.retrievers[source.kind === 'retriever' ? source.id : defaultRetriever],
      )) {
        const { id: retriever, definition, settings, backends: models } = each;
        const key = JSON.stringify([dataset, retriever, windowWords]);
        const corpus = each.corpus === 'native' ? data.corpus : await openCorpus(each.corpus, signal);
        if (needed.has(key) || corpus === undefined || each.index !== undefined) continue;
        const window = windowWords === undefined ? {} : { windowWords };
        const { built } = await indexFolder(definition, corpus, settings, { signal, models, ...window });
        const corpusBytes = corpus.files.reduce((sum, { bytes }) => sum + bytes, 0);
        needed.set(key, { dataset, retriever, corpus: corpus.name, corpusBytes, ...window, built });
      }
    }
  }
  return [...needed.values()];
}
