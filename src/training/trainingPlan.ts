import type { WorldSide } from './split/worldSeeds.ts';
import type { Protocol, WordingSide } from './trainingTree.ts';

/** A file of training data: trees of a protocol, or pairs for retrieval. */
export type TrainingFile = Protocol | 'retrieval';

/** All of them, in the order in which they are written. */
export const trainingFiles = [
  'reader',
  'closed-book',
  'self-rag',
  'questioner',
  'answerer',
  'invar-reader',
  'retrieval',
] as const satisfies readonly TrainingFile[];

/** What training data is to be written. */
export interface TrainingPlan {
  readonly files: readonly TrainingFile[];
  /** Where each file ends: after so many lines, or with the line that reaches so many words and marks. */
  readonly size: { readonly trees: number } | { readonly tokens: number };
  /** From 0 to 2^31 − 1. */
  readonly seed: number;
  readonly wording: WordingSide;
  readonly worlds: WorldSide;
}
