import type { EmbedRequest, GenerateRequest, Generation } from './backend.ts';
import type { Left } from './budget.ts';
import type { Ranked } from './passage.ts';
import type { Prompt } from './prompt.ts';
import type { Random } from './random.ts';
import type { RolesDoing, Roles } from './roles.ts';

/** What a method works with. Bound to one record: every call is timed, counted against the budget and logged. */
export interface Tools<R extends Roles> {
  readonly signal: AbortSignal;
  readonly random: Random;
  left(): Left;
  /** Searches the system's source. `without` names passage ids that must not come back. */
  retrieve(
    query: string,
    k: number,
    options?: { readonly without?: ReadonlySet<string> },
  ): Promise<readonly Ranked[]>;
  /** One generated sequence. @throws RagstoneError `budget` past the budget. */
  generate(role: RolesDoing<R, 'generate'>, request: GenerateRequest): Promise<Generation>;
  embed(role: RolesDoing<R, 'embed'>, request: EmbedRequest): Promise<readonly Float32Array[]>;
  /**
   * The passages in the reranker's order, with its scores. It is shown title (where there is one) and text, a line each,
   * as the retriever `rerank` shows them.
   */
  rerank(
    role: RolesDoing<R, 'rerank'>,
    query: string,
    passages: readonly Ranked[],
  ): Promise<readonly Ranked[]>;
  /**
   * Drops whole last passages until the prompt fits the model's context and the budget, and records it. The budget
   * keeps room for `later` too: a prompt that has to follow, such as the answer's.
   * @throws RagstoneError `context-overflow` when it does not fit without passages.
   */
  fit(
    role: RolesDoing<R, 'generate'>,
    passages: readonly Ranked[],
    build: (shown: readonly Ranked[]) => Prompt,
    maxTokens: number,
    later?: Prompt,
  ): Promise<{ readonly prompt: Prompt; readonly shown: readonly Ranked[] }>;
  /**
   * Says with which passages a turn goes on, after refining: what progress by turn is measured on. Without it, that is
   * what the turn found.
   */
  keep(passages: readonly Ranked[]): void;
  /** Nests the steps of `work` under a heading. */
  within<T>(kind: StageKind, label: string, work: (tools: Tools<R>) => Promise<T>): Promise<T>;
  /** Records a decision of the method with the numbers it rests on. */
  decide(what: string, chosen: string, because: Readonly<Record<string, number | string>>): void;
}

export type StageKind = 'read' | 'refine' | 'critique' | 'segment' | 'turn';
