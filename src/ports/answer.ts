import type { Ranked } from './passage.ts';
import type { SentenceRef } from './question.ts';

/** A stretch of the answer (UTF-16 offsets, end exclusive) and the passages it rests on. */
export interface Citation {
  readonly from: number;
  readonly to: number;
  readonly passages: readonly string[];
}

/** What a method returns. */
export interface Answer {
  /** Clean: no control tokens, no reasoning. */
  readonly text: string;
  /** What the model wrote, where it differs. */
  readonly raw?: string;
  /** What the last generation was shown, in that order. */
  readonly evidence: readonly Ranked[];
  readonly facts?: readonly SentenceRef[];
  readonly citations?: readonly Citation[];
  /** 0 to 1; what it means is the method's to document. */
  readonly confidence?: number;
  /** Why a method with several rounds ended. */
  readonly stopped?: string;
}
