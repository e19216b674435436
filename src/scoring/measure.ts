import type { Ranked } from '../ports/passage.ts';
import type { Need, Score, ScoreInput } from '../ports/scorer.ts';

/** What is told about a measure, whatever it looks at. */
interface MeasureFacts {
  /** `em`, `recall`: the first part of a scorer's name. */
  readonly measure: string;
  /** Whose definition: `hotpot`, `title`. */
  readonly variant: string;
  /** From 1. A version's numbers never change. */
  readonly version: number;
  /** One line for lists. */
  readonly summary: string;
  readonly source: string;
  readonly values: 'binary' | 'unit';
}

/** A measure of what a method answered. */
export interface AnswerMeasure extends MeasureFacts {
  readonly over: 'answer';
  readonly needs: readonly Need[];
  readonly score: (input: ScoreInput) => Score;
}

/** A measure of a list of passages: its scorers name the list, and how many of its first passages count. */
export interface ListMeasure extends MeasureFacts {
  readonly over: 'list';
  /** What it needs beside the list. Default: nothing. */
  readonly needs?: readonly Need[];
  /** `list` is already cut at `k`; without `k` it is whole. */
  readonly score: (list: readonly Ranked[], k: number | undefined, input: ScoreInput) => Score;
}

export type Measure = AnswerMeasure | ListMeasure;
