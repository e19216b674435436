import type { Random } from '../../../ports/random.ts';
import type { Atlas } from '../openAtlas.ts';
import type { Article } from '../writing/article.ts';

/** A question before it has an id. */
export interface Draft {
  readonly kind: AtlasQuestionKind;
  /** Articles needed. */
  readonly hops: number;
  readonly relation: string;
  /** The question and its three rewordings, all different. */
  readonly texts: readonly string[];
  /** The spellings of the one right answer, the usual one first. */
  readonly answer: readonly string[];
  /** The articles needed and the sentences in them. */
  readonly support: readonly Support[];
  /** The wordings' ids, one list a text. */
  readonly wordings: readonly (readonly string[])[];
}

export type AtlasQuestionKind = 'one-hop' | 'bridge' | 'comparison' | 'yes-no' | 'common' | 'self-contained';

export interface Support {
  readonly article: Article;
  readonly sentence: number;
  /** What the sentence gives for the relation, as it stands there, where the answer is not that itself. */
  readonly value?: string;
}

/**
 * Tries once to think of a question, about `among` (at least one) where they are told, about any article otherwise;
 * `undefined` where what was drawn does not make a good one.
 */
export type Asker = (atlas: Atlas, random: Random, among?: readonly Article[]) => Draft | undefined;
