import type { Retriever } from '../../ports/retriever.ts';
import type { OpenedIndex } from '../../retrieval/indexes/openIndex.ts';
import type { Models } from '../../retrieval/retrieverDefinition.ts';
import type { Cast } from './castRoles.ts';
import { openPlannedEngine } from './openPlannedEngine.ts';
import { openRetrieverIndex, type SearchedDataset } from './openRetrieverIndex.ts';
import type { PlannedRetriever } from './resolveRetrievers.ts';

/** A retriever over a dataset's passages, and the index that it (or the first of its parts with one) searches. */
export interface OpenedRetriever {
  readonly retriever: Retriever;
  /** An engine has none. */
  readonly index?: OpenedIndex;
}

/** Opens retrievers, each once for a dataset and a window; what they share is opened once too. */
export interface RetrieverOpener extends AsyncDisposable {
  open(planned: SearchedDataset, retriever: PlannedRetriever, windowWords?: number): Promise<OpenedRetriever>;
}

/** Builds the indexes that are missing. @throws RagstoneError as `openRetrieverIndex` and `openPlannedEngine` do */
export function retrieverOpener(options: {
  /** A retriever's models with limits and retries around them. */
  readonly modelsOf: (cast: Cast) => Models;
  readonly signal: AbortSignal;
  readonly onProgress: (corpus: string, passages: number) => void;
}): RetrieverOpener {
  const opened = new Map<string, OpenedRetriever>();
  const open: RetrieverOpener['open'] = async (planned, retriever, windowWords) => {
    const key = JSON.stringify([planned.id, retriever.id, windowWords]);
    const known = opened.get(key);
    if (known !== undefined) return known;
    const made = await make(planned, retriever, windowWords);
    opened.set(key, made);
    return made;
  };
  const make: RetrieverOpener['open'] = async (planned, retriever, windowWords) => {
    if (retriever.kind === 'engine') {
      return { retriever: await openPlannedEngine(retriever, planned, options) };
    }
    const models = options.modelsOf(retriever);
    if (retriever.kind === 'index') {
      const index = await openRetrieverIndex(retriever, planned, { ...options, models, windowWords });
      return { retriever: index.retriever, index };
    }
    const parts: OpenedRetriever[] = [];
    for (const part of retriever.parts) parts.push(await open(planned, part, windowWords));
    const combined = retriever.definition.combine(
      parts.map((part) => part.retriever),
      retriever.settings,
      models,
    );
    const index = parts.find((part) => part.index !== undefined)?.index;
    return { retriever: combined, ...(index !== undefined && { index }) };
  };
  return {
    open,
    async [Symbol.asyncDispose]() {
      // Combinations before the indexes that they search.
      const all = [...opened.values()].reverse();
      for (const { retriever, index } of all) {
        if (retriever !== index?.retriever) await retriever[Symbol.asyncDispose]();
      }
      for (const { retriever, index } of all) {
        if (retriever === index?.retriever) await index[Symbol.asyncDispose]();
      }
    },
  };
}
