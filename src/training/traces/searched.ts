import type { Corpus } from '../../ports/dataset.ts';
import type { Question } from '../../ports/question.ts';
import type { Retriever } from '../../ports/retriever.ts';
import { bm25Settings } from '../../retrieval/bm25/bm25Settings.ts';
import { prepareIndex } from '../../retrieval/indexes/prepareIndex.ts';
import type { OpenedIndex } from '../../retrieval/indexes/openIndex.ts';
import { bm25 } from '../../retrieval/retrievers/bm25.ts';
import { contextSource } from '../../retrieval/sources/contextSource.ts';
import { savedSource } from '../../retrieval/sources/savedSource.ts';
import type { PassageStore } from '../../retrieval/store/passageStore.ts';

/** What is searched for a question. */
export interface Searched {
  /** Absent where there is nothing to search. */
  readonly retriever?: Retriever;
  /** Of the corpus, where that is what is searched. */
  readonly store?: PassageStore;
}

export interface OpenSearched extends AsyncDisposable {
  /** The name of the corpus, once it was searched. */
  readonly corpus: string | undefined;
  of(question: Question): Promise<Searched>;
}

/** What there is besides the questions' own passages. */
export interface SearchedCorpus {
  readonly corpus: Corpus | undefined;
  /** It was asked for: it comes before the questions' own passages. */
  readonly first: boolean;
  /** Where indexes are kept. Default: RAGSTONE_HOME. */
  readonly home?: string;
  readonly onIndexing?: (passages: number) => void;
}

/**
 * BM25, with the defaults of the harness, over the corpus that was asked for; else over a question's own context, or
 * its saved results as they are; else over the dataset's corpus. An index is built, or opened, when first needed.
 */
export async function openSearched(
  { corpus, first, home, onIndexing = () => {} }: SearchedCorpus,
  signal: AbortSignal,
): Promise<OpenSearched> {
  const settings = bm25Settings.parse({});
  const own = [await contextSource(settings), savedSource()];
  let opening: Promise<OpenedIndex> | undefined;
  const ofCorpus = async (): Promise<Searched> => {
    if (corpus === undefined) return {};
    opening ??= prepareIndex(bm25, corpus, settings, {
      signal,
      onProgress: ({ passages }) => onIndexing(passages),
      ...(home !== undefined && { home }),
    });
    const { retriever, store } = await opening;
    return { retriever, store };
  };
  return {
    get corpus() {
      return opening && corpus?.name;
    },
    async of(question) {
      if (first) return ofCorpus();
      for (const source of own) {
        const retriever = source.scope === 'question' ? await source.forQuestion(question) : undefined;
        if (retriever !== undefined) return { retriever };
      }
      return ofCorpus();
    },
    async [Symbol.asyncDispose]() {
      // Why it could not be opened was thrown where it was needed.
      const index = await opening?.catch(() => undefined);
      await index?.[Symbol.asyncDispose]();
    },
  };
}
