import type { WorldSide } from '../split/worldSeeds.ts';
import type { TrainingFile } from '../trainingPlan.ts';
import type { WordingSide } from '../trainingTree.ts';
import type { LabelCounts } from './labelCounts.ts';

/** What a folder of training data says about itself in `card.json`. */
export interface TrainingCard {
  readonly dataset: 'atlas-training';
  /** `atlasGenerator` and `trainingGenerator` of the version that wrote it. */
  readonly generator: { readonly atlas: number; readonly training: number };
  readonly seed: number;
  readonly worlds: WorldSide;
  readonly wording: WordingSide;
  readonly articlesPerWorld: number;
  readonly files: Readonly<Partial<Record<TrainingFile, FileCard>>>;
  readonly licence: 'CC0-1.0';
}

/** What a file holds. */
export interface FileCard {
  /** Lines of the file: trees or pairs. */
  readonly trees: number;
  /** Of all trees. */
  readonly branches?: number;
  /** Of `corpus.jsonl`. */
  readonly passages?: number;
  /** Words and marks: fewer than any tokenizer's tokens. */
  readonly tokens: number;
  readonly worlds: number;
  /** Kinds of the questions that trees were begun with. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Labels of branches, and how often each value occurs. */
  readonly labels: LabelCounts;
}

/** Goes up whenever the same plan would give other bytes. */
export const trainingGenerator = 1;
