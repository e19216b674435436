import type { PassageLists } from './listName.ts';
import type { Passage, Ranked } from './passage.ts';
import type { Asked, Gold, SentenceRef } from './question.ts';

/** A measure of one record: a number, or why it does not apply (never 0 in its place). */
export type Score = number | NotApplicable;

export interface NotApplicable {
  readonly notApplicable: string;
}

/** What a scorer looks at. Those that need a model run only in `ragstone score`. */
export type Need = 'answer' | 'facts' | 'evidence' | 'steps' | 'embedder';

/** What a scorer is given of one answered question. */
export interface ScoreInput {
  readonly asked: Asked;
  readonly gold: Gold;
  readonly answer: { readonly text: string; readonly facts?: readonly SentenceRef[] };
  readonly lists: PassageLists<Ranked>;
  /** The gold passages themselves, where they came with the question. */
  readonly goldPassages?: readonly Passage[];
  /** A passage's vector, of length 1; only where an embedder is bound. */
  readonly vectorOf?: (passage: Passage) => Float32Array;
}

/**
 * A measure with a name that parses back and a version: `em/hotpot@1`, `recall@5/title/evidence@1`.
 * A version's numbers never change.
 */
export interface Scorer {
  readonly name: string;
  readonly needs: readonly Need[];
  /** 0/1 measures are compared with McNemar's test, the others by sign-flip permutation. */
  readonly values: 'binary' | 'unit';
  /** Script or paper, with its commit where there is one. */
  readonly source: string;
  score(input: ScoreInput): Score;
}

export function isApplicable(score: Score): score is number {
  return typeof score === 'number';
}
