import type { WordingSide } from './trainingTree.ts';

/** One line of `retrieval.jsonl`: a query, and what it should and should not find in `corpus.jsonl`. */
export interface RetrievalPair {
  /** Unique within the file. */
  readonly id: string;
  readonly wording: WordingSide;
  readonly kind: string;
  readonly query: string;
  /** The same question in other words, of the same side of the wordings. */
  readonly rewordings: readonly string[];
  /** Ids of the passages that answer it. */
  readonly positives: readonly string[];
  /** Ids of passages that compete: the hardest first, none twice, no positive. */
  readonly negatives: readonly string[];
  /** For each positive that is longer than a window: the piece in which the fact stands. */
  readonly windows: readonly WindowPiece[];
}

/** A piece of a passage, cut as the environment `window-<words>` cuts; it keeps the passage's id and title. */
interface WindowPiece {
  readonly words: number;
  readonly id: string;
  readonly text: string;
}
