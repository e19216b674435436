import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { RagstoneError } from '../../errors.ts';

/** What a model says of the token behind what it has read. */
export interface Position {
  /** The token that sampling took; at temperature 0 the most probable one. */
  readonly token: Token;
  /** ln p over the vocabulary, before any sampling, of that token and of each that was asked for. */
  readonly lnOf: (id: Token) => number;
}

export interface PositionAsk {
  readonly ids: readonly Token[];
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
}

/**
 * Reads tokens and looks at the next. ln p = logit − greatest logit − ln Σ exp(logit − greatest logit), from the raw
 * logits: the engine's own probabilities are those after sampling filters. The greatest logit comes through
 * `includeTop: 1`; `includeMax` brings none.
 */
export async function nextPosition(
  sequence: LlamaContextSequence,
  unread: readonly Token[],
  { ids, temperature, topP, seed }: PositionAsk,
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
          logits: { filter: { tokens: ids, includeTop: 1, includeSelected: true } },
          totalLogitWeight: true,
          options: { temperature, topP, topK: 0, minP: 0, seed },
        },
      },
    ],
  ]);
  const { token, logits, totalLogitWeight } = told.at(-1)?.next ?? {};
  if (token === undefined || token === null || logits === undefined || totalLogitWeight === undefined) {
    throw new RagstoneError('backend', 'llama.cpp gave no token, or no logits.');
  }
  const greatest = Math.max(...logits.values());
  return {
    token,
    lnOf(id) {
      const logit = logits.get(id);
      if (logit === undefined) throw new RagstoneError('backend', `llama.cpp gave no logit of token ${id}.`);
      return logit - greatest - Math.log(totalLogitWeight);
    },
  };
}
