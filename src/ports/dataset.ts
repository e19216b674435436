import type { Passage } from './passage.ts';
import type { Question } from './question.ts';

/** A layout in which questions are distributed: one file in `src/datasets/formats/`, named as the layout. */
export interface QuestionFormat {
  readonly name: string;
  /**
   * Streams the questions of a file or folder, in order.
   * @throws RagstoneError `bad-file` or `bad-record`, with file and line (or record number and byte offset).
   */
  questions(path: string, options: ReadOptions): AsyncIterable<Question>;
}

/** A layout in which passages are distributed: one file in `src/datasets/corpora/`, named as the layout. */
export interface CorpusFormat {
  readonly name: string;
  /** Streams the passages, in order. @throws as `QuestionFormat.questions` does. */
  passages(path: string, options: ReadOptions): AsyncIterable<Passage>;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Split to read where a folder holds several (BEIR qrels, FlashRAG). */
  readonly split?: string;
}

/** What a split may be used for. Tuning on `test` is warned about. */
export type SplitPurpose = 'train' | 'tune' | 'test' | 'unknown';

/** A named set of questions, ready to be streamed as often as needed. */
export interface Dataset {
  /** The catalog's name, `atlas`, or what the user called it. */
  readonly name: string;
  readonly split: string;
  readonly setting?: string;
  readonly purpose: SplitPurpose;
  /** Canonical names of the scorers that this dataset is officially scored with. */
  readonly nativeScorers: readonly string[];
  readonly files: readonly DataFile[];
  questions(signal: AbortSignal): AsyncIterable<Question>;
  /** The native corpus, where there is one. */
  readonly corpus?: Corpus;
}

/** A named set of passages, ready to be streamed as often as needed. */
export interface Corpus {
  readonly name: string;
  /** What a reader of results over it should know. */
  readonly note?: string;
  readonly files: readonly DataFile[];
  passages(signal: AbortSignal): AsyncIterable<Passage>;
}

/** A file that data was read from. `name` is relative: no machine path ends up in a manifest. */
export interface DataFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}
