import { openCorpus } from '../../datasets/open/openCorpus.ts';
import type { Corpus } from '../../ports/dataset.ts';
import { indexFolder } from '../../retrieval/indexes/indexFolder.ts';
import { readIndexManifest } from '../../retrieval/indexes/readIndexManifest.ts';
import type { Plan } from './makePlan.ts';
import { measureCorpus } from './measureCorpus.ts';
import { defaultRetriever, indexesOf, type PlannedIndex } from './resolveRetrievers.ts';
import { searchedBy } from './searchedBy.ts';

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
  readonly passages: number;
  /** Of its files: of one that is built as they are, else estimated; `undefined` where its retriever cannot tell. */
  readonly bytes: number | undefined;
  /** To build it, estimated; 0 of one that is built, `undefined` where its retriever cannot tell. */
  readonly seconds: number | undefined;
}

/**
 * The indexes that a plan needs, each once, with what they take. Nothing is built; a corpus whose index is missing is read
 * once, and an encoder is asked for a few vectors.
 * @throws RagstoneError as opening a corpus or reading what an index says of itself does
 */
export async function neededIndexes(
  plan: Plan,
  options: { readonly signal: AbortSignal; readonly onPhase: (phase: string) => void },
): Promise<readonly NeededIndex[]> {
  const needed = new Map<string, NeededIndex>();
  for (const { id: dataset, dataset: data, cells } of plan.datasets) {
    for (const { planned } of cells) {
      const { source } = planned.system;
      if (source === undefined || ['context', 'saved', 'given'].includes(source.kind)) continue;
      const { windowWords } = planned.environment;
      const own = plan.retrievers[source.kind === 'retriever' ? source.id : defaultRetriever];
      for (const index of indexesOf(own && searchedBy(own, planned.environment))) {
        const key = JSON.stringify([dataset, index.id, windowWords]);
        if (needed.has(key)) continue;
        const { corpus: location } = index;
        const corpus = location === 'native' ? data.corpus : await openCorpus(location, options.signal);
        if (corpus === undefined) continue;
        const about = {
          dataset,
          retriever: index.id,
          corpus: corpus.name,
          corpusBytes: corpus.files.reduce((sum, { bytes }) => sum + bytes, 0),
          ...(windowWords !== undefined && { windowWords }),
        };
        needed.set(key, { ...about, ...(await measured(index, corpus, windowWords, options)) });
      }
    }
  }
  return [...needed.values()];
}

async function measured(
  { id, definition, settings, backends: models, index }: PlannedIndex,
  corpus: Corpus,
  windowWords: number | undefined,
  { signal, onPhase }: { readonly signal: AbortSignal; readonly onPhase: (phase: string) => void },
): Promise<Pick<NeededIndex, 'built' | 'passages' | 'bytes' | 'seconds'>> {
  const window = windowWords === undefined ? {} : { windowWords };
  const place =
    index === undefined || windowWords !== undefined
      ? await indexFolder(definition, corpus, settings, { signal, models, ...window })
      : { folder: index, built: true };
  if (place.built) {
    const { corpus: held, files } = await readIndexManifest(place.folder);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return { built: true, passages: held.passages, bytes, seconds: 0 };
  }
  onPhase(`measuring what the index ${id} will take`);
  const measures = await measureCorpus(corpus, windowWords, signal);
  const { passages } = measures;
  const estimate =
    passages === 0 ? undefined : await definition.estimate?.(settings, measures, { models, signal });
  return { built: false, passages, bytes: estimate?.bytes, seconds: estimate?.seconds };
}
