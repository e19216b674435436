import type { Ranked } from '../../../ports/passage.ts';
import type { Part } from '../../../ports/prompt.ts';
import type { Critique } from '../critique.ts';

/** One y of a path. */
interface Segment {
  readonly raw: string;
  /** What it rests on: the passage it was written from, or the evidence that it goes on with. */
  readonly evidence: Ranked | undefined;
  readonly critique: Critique;
}

/** What comes behind a segment: a search, a sentence from nothing new or from the same evidence, or nothing. */
type Next = 'retrieve' | 'write' | 'continue' | 'end';

/** A path of the beam: y<t and what it is worth. */
export interface Hypothesis {
  /** (x, y<t) as the model is shown it. */
  readonly context: readonly Part[];
  readonly segments: readonly Segment[];
  /** The last segment as the model wrote it. */
  readonly raw: string;
  readonly score: number;
  readonly next: Next;
  /** The probabilities that `next` was decided by, for the record; absent where the question itself decided. */
  readonly because?: Readonly<Record<string, number | string>>;
}
