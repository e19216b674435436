import type { Shortened } from './shortened.ts';

/** A question that the systems answer differently, as the report shows it: bounded in size. */
export interface DifferingQuestion {
  readonly dataset: string;
  readonly id: string;
  readonly text: Shortened;
  /** The measure that it was chosen by, and largest less smallest value of it. */
  readonly scorer: string;
  readonly spread: number;
  /** The first spelling of each right answer. */
  readonly gold: readonly Shortened[];
  /** Passages that some system was shown last, each once, in order of first sight. */
  readonly passages: readonly ShownPassage[];
  readonly answers: readonly SystemAnswer[];
}

export interface ShownPassage {
  readonly id: string;
  readonly title: Shortened;
  /** `undefined` when the text is not on disk any more. */
  readonly text: Shortened | undefined;
}

export interface SystemAnswer {
  readonly system: string;
  /** The answer, or why there is none. */
  readonly status: 'answered' | 'failed' | 'skipped' | 'missing';
  readonly text: Shortened;
  readonly score: number | null;
  /** Positions in `passages` of its evidence, in its order; `more` were left out. */
  readonly evidence: readonly number[];
  readonly more: number;
  readonly steps: readonly StepLine[];
}

/** One line of what a system did. */
export interface StepLine {
  readonly depth: number;
  readonly what: string;
  readonly detail: Shortened;
  readonly ms: number;
}
