import { RagstoneError } from '../../errors.ts';
import type { Environment } from '../../ports/environment.ts';
import type { ManifestDataset, ManifestRetriever } from '../../ports/manifest.ts';
import type { Retriever, Source } from '../../ports/retriever.ts';
import { type Bm25Settings, bm25Settings } from '../../retrieval/bm25/bm25Settings.ts';
import type { OpenedIndex } from '../../retrieval/indexes/openIndex.ts';
import type { PassageStore } from '../../retrieval/store/passageStore.ts';
import { contextSource } from '../../retrieval/sources/contextSource.ts';
import { goldSource } from '../../retrieval/sources/goldSource.ts';
import { savedFromTrec } from '../../retrieval/sources/savedFromTrec.ts';
import { savedSource } from '../../retrieval/sources/savedSource.ts';
import type { Prepared } from '../manifest/buildManifest.ts';
import { goldShare } from './goldShare.ts';
import { heldCorpus } from './heldCorpus.ts';
import type { Plan, PlannedCell, PlannedDataset } from './makePlan.ts';
import type { Models } from '../../retrieval/retrieverDefinition.ts';
import type { Cast } from './castRoles.ts';
import { indexLine } from './indexSize.ts';
import { neededIndexes } from './neededIndexes.ts';
import { type OpenedRetriever, retrieverOpener } from './openRetrievers.ts';
import { defaultRetriever } from './resolveRetrievers.ts';
import type { SourceChoice } from './resolveSystems.ts';
import { searchedBy } from './searchedBy.ts';
import { surveyedQuestions } from './surveyDataset.ts';

/** An index while it is built. */
export interface IndexProgress {
  readonly name: string;
  readonly passages: number;
}

/** What the cells of a plan search, opened. */
export interface OpenSources extends AsyncDisposable {
  readonly prepared: Pick<Prepared, 'corpora' | 'retrievers'>;
  /** `undefined` for a method that does not retrieve. */
  sourceOf(cell: PlannedCell): Source | undefined;
}

/**
 * Opens every source that a plan needs and builds the indexes that are missing; each index is opened once.
 * @throws RagstoneError `missing-data` when a system needs a corpus and the dataset has none
 */
export async function openSources(
  plan: Plan,
  options: {
    readonly signal: AbortSignal;
    /** A retriever's models with limits and retries around them. */
    readonly modelsOf: (cast: Cast) => Models;
    readonly retrievers?: Readonly<Record<string, Retriever>>;
    readonly onIndex: ((progress: IndexProgress) => void) | undefined;
    /** Told what each missing index will take, before the first is built. */
    readonly onPhase: (phase: string) => void;
  },
): Promise<OpenSources> {
  const opener = retrieverOpener({
    ...options,
    onProgress: (name, passages) => options.onIndex?.({ name, passages }),
  });
  /** Of each dataset, an index over its passages as they are. */
  const uncut = new Map<string, OpenedIndex>();
  /** Of each dataset, an engine that holds its passages. */
  const engines = new Map<string, Retriever>();
  const sources = new Map<string, Source>();
  const retrievers: ManifestRetriever[] = [];
  const corpora: Record<string, ManifestDataset['corpus']> = {};
  const search = async (
    planned: PlannedDataset,
    id: string,
    environment: Pick<Environment, 'windowWords' | 'rebuild'> = {},
  ): Promise<OpenedRetriever> => {
    const own = plan.retrievers[id];
    const retriever = own && searchedBy(own, environment);
    if (retriever === undefined) throw new RagstoneError('internal', `Nobody planned the retriever ${id}.`);
    const opened = await opener.open(planned, retriever, environment.windowWords);
    if (opened.index === undefined) engines.set(planned.id, opened.retriever);
    else if (environment.windowWords === undefined) uncut.set(planned.id, opened.index);
    return opened;
  };
  /** The dataset's passages. */
  const store = async (planned: PlannedDataset): Promise<PassageStore> => {
    const { index } = await search(planned, defaultRetriever);
    if (index === undefined) throw new RagstoneError('internal', `No index of ${planned.id} was planned.`);
    return index.store;
  };

  const open = async (
    planned: PlannedDataset,
    source: SourceChoice,
    environment: Environment,
  ): Promise<Source> => {
    switch (source.kind) {
      case 'retriever':
        return { scope: 'corpus', retriever: (await search(planned, source.id, environment)).retriever };
      case 'given':
        return { scope: 'corpus', retriever: givenRetriever(source.id, options.retrievers) };
      case 'context':
        return contextSource(contextSettings(plan));
      case 'gold':
        return goldSource(planned.dataset.corpus === undefined ? undefined : await store(planned));
      case 'saved':
        return savedSource();
      case 'trec':
        return savedFromTrec(source.file, await store(planned), { signal: options.signal });
    }
  };

  try {
    for (const index of await neededIndexes(plan, options)) {
      if (!index.built) options.onPhase(indexLine(index));
    }
    for (const planned of plan.datasets) {
      for (const cell of planned.cells) {
        const { system, environment } = cell.planned;
        if (system.source === undefined) continue;
        const key = sourceKey(cell);
        if (sources.has(key)) continue;
        const source = await open(planned, system.source, environment);
        sources.set(key, source);
        if (source.scope === 'corpus' && 'id' in system.source) {
          retrievers.push({
            id: system.source.id,
            dataset: planned.id,
            environment: environment.id,
            fingerprint: source.retriever.fingerprint,
          });
        }
      }
      const index = uncut.get(planned.id);
      if (index === undefined) {
        const engine = engines.get(planned.id);
        if (engine !== undefined) corpora[planned.id] = heldCorpus(engine);
        continue;
      }
      const share = await goldShare(
        surveyedQuestions(planned.dataset, planned.survey, options.signal),
        index.store,
      );
      const { name, passages, sha256 } = index.manifest.corpus;
      corpora[planned.id] = { name, passages, sha256, ...(share !== undefined && { goldShare: share }) };
    }
  } catch (error) {
    await opener[Symbol.asyncDispose]();
    throw error;
  }
  return {
    prepared: { corpora, retrievers },
    sourceOf: (cell) => sources.get(sourceKey(cell)),
    [Symbol.asyncDispose]: () => opener[Symbol.asyncDispose](),
  };
}

/** A question's own passages are ranked as the retriever called `bm25` ranks, where it is one over words. */
function contextSettings({ retrievers }: Plan): Bm25Settings {
  const own = retrievers[defaultRetriever];
  return bm25Settings.parse(
    own?.kind === 'index' && own.definition.name === defaultRetriever ? own.settings : {},
  );
}

function givenRetriever(id: string, retrievers: Readonly<Record<string, Retriever>> = {}): Retriever {
  const retriever = retrievers[id];
  if (retriever === undefined) throw new RagstoneError('internal', `Nobody handed in the retriever ${id}.`);
  return retriever;
}

function sourceKey(cell: PlannedCell): string {
  const { system, environment } = cell.planned;
  return JSON.stringify([cell.dataset, system.source, environment.windowWords, environment.rebuild]);
}
