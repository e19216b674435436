import type { Part } from '../ports/prompt.ts';

/** What a tree teaches: one file `<protocol>.jsonl` each. */
export type Protocol = 'reader' | 'closed-book' | 'self-rag' | 'questioner' | 'answerer' | 'invar-reader';

/** Wordings that training uses, or those that are kept for evaluation. */
export type WordingSide = 'train' | 'held-out';

/**
 * One line of a training file. Prefix + branch prompt is, part by part after joining neighbouring texts, the prompt that
 * the method sends; branches stand beside one another behind the prefix and do not see each other.
 */
export interface TrainingTree {
  /** Unique within its file: `w3-17` is tree 17 of world 3. */
  readonly id: string;
  readonly protocol: Protocol;
  readonly wording: WordingSide;
  /** Kind of the question that the tree was begun with; every branch has its own in its labels. */
  readonly kind: string;
  /** What all branches share. It ends before white space or a control token: no tokenizer joins across its end. */
  readonly prefix: readonly Part[];
  /** At least one. */
  readonly branches: readonly Branch[];
}

/** What comes after the prefix: the rest of the prompt, and what the model is to write. */
export interface Branch {
  readonly prompt: readonly Part[];
  /** Ends in `endOfSequence` where the model should stop by itself. */
  readonly target: readonly TargetPart[];
  readonly labels: Labels;
}

/** A part of a target; `loss: false` = forced: the model reads it there, and is not to learn to write it. */
export type TargetPart = Part & { readonly loss?: false };

/** For evaluation by family; which keys there are depends on the protocol (see `docs/atlas.md`). */
export interface Labels {
  readonly kind: string;
  readonly relation: string;
  /** Articles that the question needs. */
  readonly hops: number;
  /** All right spellings, the one in targets first; the word for "not to be known" where it is that. */
  readonly answers: readonly string[];
  readonly [more: string]: string | number | boolean | readonly string[];
}

/** Closes a sequence: the model's own token for it, whatever its name. */
export const endOfSequence = { control: '</s>' } as const;

/** What a model writes where its evidence does not tell. */
export const unknownAnswer = 'unknown';
