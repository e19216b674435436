import type { Backend } from '../ports/backend.ts';
import type { CorpusSize } from '../datasets/corpusSize.ts';
import type { Corpus } from '../ports/dataset.ts';
import type { Passage } from '../ports/passage.ts';
import type { Retriever } from '../ports/retriever.ts';
import type { Roles } from '../ports/roles.ts';
import type { IndexManifest } from './indexes/indexManifest.ts';
import type { PassageStore } from './store/passageStore.ts';

/** A retriever's models by role, with their limits and retries around them. */
export type Models = Readonly<Record<string, Backend>>;

/** What every kind of retriever says of itself: one file in `src/retrieval/retrievers/`, named as the retriever. */
interface RetrieverKind<S> {
  readonly name: string;
  /** One line for lists. */
  readonly summary: string;
  /** A zod schema, or anything with `parse` that throws on wrong settings and fills in defaults. */
  readonly settings: { parse(value: unknown): S };
  /** Models that it needs, and for what. Default: none. */
  readonly roles?: Roles;
}

/** A retriever made of others: a fusion, a reranker. */
export interface CombinedRetriever<S> extends RetrieverKind<S> {
  /** How many others it takes. */
  readonly parts: { readonly least: number; readonly most: number };
  /** What is wrong with settings for so many parts, as the end of a sentence; asked before anything is built. */
  check?(settings: S, parts: number): string | undefined;
  /** Owns nothing: its parts stay open when it is disposed. */
  combine(parts: readonly Retriever[], settings: S, models: Models): Retriever;
}

/** A retriever over an index on disk. */
export interface RetrieverDefinition<S> extends RetrieverKind<S> {
  /** What is built into an index, its models included; all other settings may change from query to query. */
  baked(settings: S, models: Models): Readonly<Record<string, string | number>>;
  /**
   * The same settings with other random choices for building, the `n`-th (≥ 1); `undefined` where nothing is random.
   * Default: nothing is.
   */
  rebuilt?(settings: S, n: number): S | undefined;
  /**
   * Writes the index' files into a folder that is empty, or holds what an earlier build of the same name, retriever and
   * baked settings left when it was killed or failed. Of that it may use what it finds to be made of the same passages;
   * all else it has to remove.
   */
  write(corpus: Corpus, settings: S, folder: string, options: WriteOptions): Promise<WrittenIndex>;
  /** What an index will take, before it is built; it may ask the models for a little. Default: nothing is known. */
  estimate?(
    settings: S,
    corpus: CorpusMeasures,
    options: { readonly models: Models; readonly signal: AbortSignal },
  ): Promise<IndexEstimate>;
  /** Opens a folder whose manifest was found to match. */
  open(folder: string, settings: S, manifest: IndexManifest, models: Models): Promise<OpenedRetriever>;
}

/** What is known of a corpus before an index of it is built. */
export interface CorpusMeasures extends CorpusSize {
  /** Its first passages, some hundreds. */
  readonly sample: readonly Passage[];
}

export interface IndexEstimate {
  /** Of all files of the index; `undefined` where the models do not tell. */
  readonly bytes: number | undefined;
  /** To build it on this machine; `undefined` where nobody knows. */
  readonly seconds: number | undefined;
}

export interface WriteOptions extends BuildOptions {
  /** The corpus may hold several passages with one id: windows of one passage. */
  readonly repeatedIds: boolean;
}

export interface BuildOptions {
  /** Of a retriever with roles. */
  readonly models?: Models;
  readonly signal: AbortSignal;
  /** Worker threads to build with (0: none); what is built does not depend on it. Default: as many as there is use for. */
  readonly threads?: number;
  /** A built index of the same passages that differs in random choices only: what it holds need not be made again. */
  readonly reuse?: string;
  /** Called now and then while an index is built. */
  readonly onProgress?: (progress: BuildProgress) => void;
}

interface BuildProgress {
  readonly phase: 'reading' | 'merging' | 'embedding';
  /** Passages read so far; how many there are is known at the end only. */
  readonly passages: number;
}

/** What is known of a corpus and its index once all of it was read. */
export interface WrittenIndex {
  readonly passages: number;
  /** sha256 over the canonical records of the corpus, in order. */
  readonly sha256: string;
  /** Sizes for people to read: terms, postings, tokens, vectors … */
  readonly counts: Readonly<Record<string, number>>;
}

export interface OpenedRetriever {
  readonly retriever: Retriever;
  readonly store: PassageStore;
}
