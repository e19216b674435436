import type { Passage } from '../../ports/passage.ts';
import type { Retriever } from '../../ports/retriever.ts';

/** A search engine outside Ragstone that holds a corpus: what a module for `ragstone index push` exports. */
export interface Engine {
  /** What decides its rankings besides the corpus: the engine, its version and parameters, the embedding model. */
  readonly fingerprint: Retriever['fingerprint'];
  /** Connects, and makes tables or indexes that are missing. */
  open(signal: AbortSignal): Promise<OpenedEngine>;
}

export interface OpenedEngine extends AsyncDisposable {
  /** What was written last; `undefined` where nothing was. */
  readNote(signal: AbortSignal): Promise<string | undefined>;
  /** Keeps a text of a few hundred characters beside the passages, in place of the one before. */
  writeNote(note: string, signal: AbortSignal): Promise<void>;
  /** Those of these ids that it holds. */
  held(ids: readonly string[], signal: AbortSignal): Promise<Iterable<string>>;
  /** Adds passages that it does not hold, each under its id. */
  add(passages: readonly Passage[], signal: AbortSignal): Promise<void>;
  /** How many passages it holds, all those counted that were added before. */
  count(signal: AbortSignal): Promise<number>;
  search: Retriever['search'];
}
