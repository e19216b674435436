import type { Question } from './question.ts';

/** A changed condition under which a system is asked again. */
export interface Environment {
  /** File-name safe: part of the cell's id. */
  readonly id: string;
  /** One line for people. */
  readonly summary: string;
  /** Retrieval environments can move rankings; reader environments can change answers only. */
  readonly changes: 'nothing' | 'retrieval' | 'reader';
  /** Who sees the new wording: only the retriever, or everything. */
  readonly on?: 'query' | 'question';
  /**
   * `text` (the question, or a query that a method wrote) in its new wording; `undefined` when this question
   * has none in this environment.
   */
  readonly reword?: (text: string, question: Question) => string | undefined;
  /** Passages longer than this many words are cut into pieces of it. */
  readonly windowWords?: number;
  /** Approximate indexes are built again with other random choices, the how-manieth time, from 1. */
  readonly rebuild?: number;
}
