import type { Citation } from './answer.ts';
import type { ErrorCode } from '../errors.ts';
import type { PassageLists } from './listName.ts';
import type { SentenceRef } from './question.ts';
import type { Score } from './scorer.ts';
import type { PassageRef, Step } from './step.ts';

/** What every record carries, whatever became of it. */
export interface RecordHead {
  /** The cell's id, and with `question` the record's key within a run. */
  readonly cell: string;
  readonly question: string;
  /** The question's own wording. */
  readonly text: string;
  /** What the retriever was asked in its place, in an environment that rewords queries. */
  readonly reworded?: string;
  readonly slices: Readonly<Record<string, string | number>>;
  /** Position in the sample, from 0. */
  readonly position: number;
  /** True while the cell warms up: left out of latency, counted in scores. */
  readonly warmup: boolean;
  readonly startedAt: string;
  readonly steps: readonly Step[];
}

/** An answer as it is written down: passages by reference. */
export interface RecordedAnswer {
  readonly text: string;
  readonly raw?: string;
  readonly facts?: readonly SentenceRef[];
  readonly citations?: readonly Citation[];
  readonly confidence?: number;
  readonly stopped?: string;
}

export type RecordedLists = PassageLists<PassageRef>;

/** Scores by the scorer's canonical name. */
export type Scores = Readonly<Record<string, Score>>;

export interface Spent {
  readonly calls: number;
  readonly searches: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
}

/** What happened to one question in one cell: numbers are unreachable until the status is checked. */
export type QuestionRecord = RecordHead &
  (
    | {
        readonly status: 'answered';
        readonly answer: RecordedAnswer;
        readonly lists: RecordedLists;
        readonly scores: Scores;
        readonly spent: Spent;
        /** `total` is wall time; `working` leaves out waiting for a free slot and for retries. `null` = some answer was not served by a model. */
        readonly ms: { readonly total: number; readonly working: number } | null;
      }
    | {
        readonly status: 'failed';
        readonly failure: {
          readonly code: ErrorCode;
          /** The method's failures count 0; the infrastructure's leave the cell incomplete. */
          readonly side: 'method' | 'infrastructure';
          readonly message: string;
        };
        /** A method failure's scores: 0 where the scorer applies. */
        readonly scores: Scores;
      }
    | { readonly status: 'skipped'; readonly because: 'no-gold' | 'unsupported' }
  );
