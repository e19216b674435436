import type { Served } from './backend.ts';
import type { Ranked } from './passage.ts';
import type { Question } from './question.ts';

/** Query → ranked passages. Ties are broken by document order. */
export interface Retriever extends AsyncDisposable {
  /** Corpus × analyser × model × parameters: whatever can change a ranking. */
  readonly fingerprint: Readonly<Record<string, string | number>>;
  /**
   * At most `k` passages (k ≥ 1), best first. `served` is told how each model that takes part answered, so that
   * waiting for it is told apart from work.
   */
  search(
    query: string,
    k: number,
    signal: AbortSignal,
    served?: (by: Served) => void,
  ): Promise<readonly Ranked[]>;
}

/** What a system searches for one question. */
export type Source =
  | { readonly scope: 'corpus'; readonly retriever: Retriever }
  | {
      readonly scope: 'question';
      readonly of: 'context' | 'gold' | 'saved';
      /** Called by the runner, never by a method: it sees the whole question. `undefined` = nothing annotated. */
      forQuestion(question: Question): Promise<Retriever | undefined>;
    };
