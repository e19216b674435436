import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { RagstoneError } from '../../errors.ts';

/** What a model says of the token behind what it has read. */
export interface Position {
  /** The most probable one. */
  readonly token: Token;
  /** ln p over the vocabulary of each token that was asked for, and of the most probable one. */
  readonly ln: ReadonlyMap<Token, number>;
}

/** Which probabilities are wanted: all, or those of some tokens and of the most probable one. */
export type Wanted = 'all' | readonly Token[];

/**
 * Reads tokens and looks at the next. ln p = logit − greatest logit − ln Σ exp(logit − greatest logit). Always at
 * temperature 0: with any other sampling the engine's logits and probabilities are those that its filters left.
 * The greatest logit comes through `includeTop: 1`; `includeMax` brings none.
 */
export async function nextPosition(
  sequence: LlamaContextSequence,
  unread: readonly Token[],
  /** Without it the engine is faster. */
  wanted: Wanted | undefined,
): Promise<Position> {
  const last = unread.at(-1);
  if (last === undefined) throw new RagstoneError('internal', 'There is no token to continue from.');
  const told = await sequence.controlledEvaluate([
    ...unread.slice(0, -1),
    [
      last,
      {
        generateNext: {
          token: true,
          options: { temperature: 0 },
          ...(wanted !== undefined && {
            logits: wanted === 'all' ? true : { filter: { tokens: wanted, includeTop: 1 } },
            totalLogitWeight: true,
          }),
        },
      },
    ],
  ]);
  const { token, logits, totalLogitWeight } = told.at(-1)?.next ?? {};
  if (token === undefined || token === null) throw new RagstoneError('backend', 'llama.cpp gave no token.');
  if (wanted === undefined) return { token, ln: new Map() };
  if (logits === undefined || totalLogitWeight === undefined || !logits.has(token)) {
    throw new RagstoneError('backend', 'llama.cpp gave no logits.');
  }
  const greatest = logits.get(token) ?? 0;
  const shift = greatest + Math.log(totalLogitWeight);
  return { token, ln: new Map([...logits].map(([id, logit]) => [id, logit - shift])) };
}

/** @throws RagstoneError `backend` for a token that was not asked for */
export function lnOf({ ln }: Position, id: Token): number {
  const value = ln.get(id);
  if (value === undefined) throw new RagstoneError('backend', `llama.cpp gave no logit of token ${id}.`);
  return value;
}
