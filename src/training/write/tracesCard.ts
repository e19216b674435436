import type { SplitPurpose } from '../../ports/dataset.ts';
import type { LabellerCounts } from '../labels/labeller.ts';
import type { TrainingFile } from '../trainingPlan.ts';
import type { WordingSide } from '../trainingTree.ts';
import type { FileCard } from './trainingCard.ts';

/** What a folder of traces of a dataset says about itself in `card.json`. */
export interface TracesCard {
  readonly dataset: string;
  readonly split: string;
  readonly setting?: string;
  readonly purpose: SplitPurpose;
  /** Of all lines; `held-out` = not of a training split. */
  readonly wording: WordingSide;
  /** What was searched in place of the questions' own passages. */
  readonly corpus?: string;
  readonly seed: number;
  /** Documents that a reader is shown. */
  readonly documents: number;
  /** Questions read. */
  readonly questions: number;
  /** The model whose labels stand in `self-rag.jsonl`, and its replies that could not be understood. */
  readonly labeller?: { readonly model: string; readonly replies: LabellerCounts };
  readonly files: Readonly<Partial<Record<TrainingFile, TraceFileCard>>>;
}

/** What a file holds; it is not there where it would have no line. */
export interface TraceFileCard extends Omit<FileCard, 'worlds'> {
  /** Questions that gave no line, by the reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}
