import type { Corpus } from '../ports/dataset.ts';
import type { Retriever } from '../ports/retriever.ts';
import type { IndexManifest } from './indexes/indexManifest.ts';
import type { PassageStore } from './store/passageStore.ts';

/** A kind of retriever over an index on disk: one file in `src/retrieval/retrievers/`, named as the retriever. */
export interface RetrieverDefinition<S> {
  readonly name: string;
  /** One line for lists. */
  readonly summary: string;
  /** A zod schema, or anything with `parse` that throws on wrong settings and fills in defaults. */
  readonly settings: { parse(value: unknown): S };
  /** The settings that are built into an index; all others may change from query to query. */
  baked(settings: S): Readonly<Record<string, string | number>>;
  /** Writes the index' files into an empty folder. */
  write(corpus: Corpus, settings: S, folder: string, options: WriteOptions): Promise<WrittenIndex>;
  /** Opens a folder whose manifest was found to match. */
  open(folder: string, settings: S, manifest: IndexManifest): Promise<OpenedRetriever>;
}

export interface WriteOptions extends BuildOptions {
  /** The corpus may hold several passages with one id: windows of one passage. */
  readonly repeatedIds: boolean;
}

export interface BuildOptions {
  readonly signal: AbortSignal;
  /** Called now and then while an index is built. */
  readonly onProgress?: (progress: BuildProgress) => void;
}

interface BuildProgress {
  readonly phase: 'reading' | 'merging';
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
