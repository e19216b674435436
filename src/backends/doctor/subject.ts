import type { Prompt } from '../../ports/prompt.ts';
import type { HttpModel } from '../model/httpModel.ts';

/** A model under examination. */
export interface Subject {
  readonly model: HttpModel;
  /** The kind of prompt that probes use: text where the model takes it. */
  readonly kind: Prompt['kind'];
}
