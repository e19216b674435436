/** What one system may spend on one question. Absent = unlimited. */
export interface Budget {
  /** Generated sequences. */
  readonly calls?: number;
  /** Prompt tokens of all calls, by the role's own tokenizer. */
  readonly contextTokens?: number;
  readonly outputTokens?: number;
}

/** What is left of the budget; `Infinity` where there is no limit. */
export interface Left {
  readonly calls: number;
  readonly contextTokens: number;
  readonly outputTokens: number;
}
