import type { LlamaModel, Token } from 'node-llama-cpp';
import { RagstoneError } from '../../errors.ts';
import type { GeneratedToken } from './messages.ts';
import { lnOf, type Position } from './nextPosition.ts';

export interface WatchedToken {
  readonly text: string;
  readonly id: Token;
}

/** @throws RagstoneError `unsupported` for a text that is not one token of the model */
export function watchedTokens(model: LlamaModel, texts: readonly string[]): readonly WatchedToken[] {
  return texts.map((text) => {
    const [id, ...more] = model.tokenize(text, true);
    if (id === undefined || more.length > 0) {
      throw new RagstoneError(
        'unsupported',
        `"${text}" is not one token of the model, so it cannot be watched.`,
      );
    }
    return { text, id };
  });
}

/** Exact, over the whole vocabulary. */
export function watchedAt(
  position: Position,
  watch: readonly WatchedToken[],
): GeneratedToken['watched'] & {} {
  const ln = Object.fromEntries(watch.map(({ text, id }) => [text, lnOf(position, id)]));
  const ids = new Set(watch.map(({ id }) => id));
  const mass = [...ids].reduce((sum, id) => sum + Math.exp(lnOf(position, id)), 0);
  return { ln, scale: 'absolute', mass: Math.min(1, mass) };
}
