import type { Answer } from './answer.ts';
import type { Capabilities } from './backend.ts';
import type { Asked } from './question.ts';
import type { Roles } from './roles.ts';
import type { Tools } from './tools.ts';

/**
 * How a method stands to what is published: `faithful` to paper or code, a `reconstruction` of what nobody
 * released, an `approximation` of it, or `ours`.
 */
export type Fidelity = 'faithful' | 'reconstruction' | 'approximation' | 'ours';

/** Whether a method can work with the given backends. */
export type Fit =
  | { readonly fits: 'full' }
  | {
      readonly fits: 'fallback';
      readonly name: string;
      readonly because: string;
      /** The settings that the fallback runs with. Default: those that were asked for. */
      readonly settings?: unknown;
    }
  | { readonly fits: 'refused'; readonly because: string };

/** Question → answer, by means of a source and backends. What an author writes; no state, no lifecycle. */
export interface MethodDefinition<S, R extends Roles> {
  readonly name: string;
  /** One line for lists. */
  readonly summary: string;
  readonly roles: R;
  readonly retrieves: boolean;
  /** It searches and answers nothing: measures of answers do not apply to it. Default: it answers. */
  readonly answers?: false;
  /**
   * It works without the tools: only its whole time is known, nothing of its work. Budgets cannot be kept, so it is
   * refused under them.
   */
  readonly opaque?: true;
  /** A zod schema, or anything with `parse` that throws on wrong settings and fills in defaults. */
  readonly settings: { parse(value: unknown): S };
  /** Control tokens that it writes or watches, by role: a run sees whether its models know and show them. Default: none. */
  controls?(settings: S): { readonly [Name in keyof R]?: readonly string[] };
  /** The roles that these settings call on; others need no model, and `can` does not hold them. Default: all. */
  needs?(settings: S): readonly (keyof R & string)[];
  fidelity(settings: S): Fidelity;
  fits(settings: S, can: { readonly [Name in keyof R]: Capabilities }): Fit;
  /** Never measures, logs, caches or retries: the tools do. */
  answer(asked: Asked, tools: Tools<R>, settings: S): Promise<Answer>;
}
