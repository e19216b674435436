import type { ReadToken } from '../backends/dialects/piece.ts';
import { toldBy } from '../backends/probabilities/looks.ts';
import { find, probabilitiesOf } from '../backends/probabilities/probabilitiesOf.ts';
import type { Token } from '../ports/backend.ts';

/** The tokens of an answer, the first and each watched one with what the answer tells of all that are watched. */
export function watchedIn(tokens: readonly ReadToken[], watch: readonly string[]): Promise<readonly Token[]> {
  const wanted = watch.map((text) => ({ text }));
  return Promise.all(
    tokens.map(async (token, position): Promise<Token> => {
      const { alternatives, ...rest } = token;
      const looked = position === 0 || wanted.some((each) => find(each, [token]) !== undefined);
      if (wanted.length === 0 || !looked) return rest;
      // The chosen token mostly stands among the alternatives too; told twice it would loosen the bound on unseen ones.
      const twice = alternatives.some(({ text }) => text === token.text);
      const look = toldBy(twice ? { text: token.text, alternatives } : token, alternatives.length);
      return { ...rest, watched: await probabilitiesOf(wanted, [look]) };
    }),
  );
}
