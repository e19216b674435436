import type { Passage } from '../../../ports/passage.ts';
import type { Entity } from '../entity.ts';

/** Where and how an article states a fact. */
export interface Statement {
  readonly relation: string;
  /** The wording's id. */
  readonly wording: string;
  /** From 0. */
  readonly sentence: number;
  /** The object, a person, goes by a pseudonym there, which only that person's own article explains. */
  readonly byAlias: boolean;
}

/** An article with what it says. */
export interface Article {
  /** Its number in the world, from 0. */
  readonly index: number;
  readonly entity: Entity;
  readonly passage: Passage & { readonly sentences: readonly string[] };
  readonly statements: readonly Statement[];
  /** The sentence that tells the alias, where there is one. */
  readonly aliasSentence?: number;
}
