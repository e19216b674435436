import type { Passage } from '../../src/ports/passage.ts';

/** A question to learn from, with all that is read to answer it. */
export interface Example {
  readonly id: string;
  readonly dataset: string;
  readonly question: string;
  /** Any one of them is right. */
  readonly answers: readonly string[];
  /** At least one of them holds the answer; the order is the order in which they are read. */
  readonly passages: readonly Passage[];
}
