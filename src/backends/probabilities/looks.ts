import { isRagstoneError } from '../../errors.ts';
import type { Ask } from '../dialects/ask.ts';
import type { Alternative, Piece, ReadToken } from '../dialects/piece.ts';
import type { LogprobsOffered } from '../family.ts';
import { faultOf } from '../fault.ts';
import type { Look, Sight, Wanted } from './probabilitiesOf.ts';

/** A one-token request at a position: the ask is completed with the position's prompt. */
export type AskAt = (change: Partial<Ask>, suffix?: Wanted) => Promise<Piece>;

/** What the generation itself told of a position. `depth` = alternatives asked for. */
export function toldBy(token: ReadToken, depth: number): Look {
  const own: readonly Alternative[] =
    token.logprob === undefined ? [] : [{ ...token, logprob: token.logprob }];
  const alternatives = [...token.alternatives, ...own];
  const sight: Sight | undefined =
    alternatives.length === 0
      ? undefined
      : {
          alternatives,
          scale: 'absolute',
          // Fewer than were asked for: the server answered with chosen ids only, which bound nothing.
          ...(token.alternatives.length >= depth && { topK: depth }),
        };
  return async () => sight;
}

/**
 * The further ways to look at a position, cheapest first: chosen ids (where the generation could not tell), all of
 * the vocabulary, requests confined to the set, and scoring each token as the prompt's last.
 */
export function furtherLooks(
  offered: LogprobsOffered,
  vocabulary: number | undefined,
  again: boolean,
  ask: AskAt,
): readonly Look[] {
  const all = offered.all === 'vocabulary' ? vocabulary : offered.all;
  return [
    ...(again && offered.chosenIds ? [byIds(ask, offered.depth)] : []),
    ...(again && !offered.chosenIds ? [byTop(ask, offered.depth)] : []),
    ...(all === undefined ? [] : [byTop(ask, all)]),
    ...(offered.restricts ? [confined(ask, offered.depth)] : []),
    ...(offered.prompt ? [scored(ask)] : []),
  ].map(unlessRefused);
}

function byIds(ask: AskAt, depth: number): Look {
  return async (missing) => seenIn(await ask({ logprobs: { depth, ids: idsOf(missing) } }));
}

function byTop(ask: AskAt, depth: number): Look {
  return async () => {
    const sight = seenIn(await ask({ logprobs: { depth, ids: [] } }));
    return sight === undefined ? undefined : { ...sight, topK: sight.alternatives.length };
  };
}

/**
 * A server that tells probabilities after masking answers with shares of the set at once; one that tells them before
 * shows the absolute probability of the token it was made to take, one token a request.
 */
function confined(ask: AskAt, depth: number): Look {
  return async (missing) => {
    const seen: Alternative[] = [];
    let left = idsOf(missing);
    if (left.length < missing.length) return undefined;
    while (left.length > 0) {
      const sight = seenIn(await ask({ restrictTo: left, logprobs: { depth, ids: [] } }));
      const inside = sight?.alternatives.filter(({ id }) => id !== undefined && left.includes(id)) ?? [];
      const distinct = [...new Map(inside.map((each) => [each.id, each])).values()];
      if (distinct.length === 0) break;
      const sum = distinct.reduce((total, { logprob }) => total + Math.exp(logprob), 0);
      if (seen.length === 0 && distinct.length === left.length && Math.abs(sum - 1) < 1e-3) {
        return { alternatives: distinct, scale: 'conditional' };
      }
      seen.push(...distinct);
      left = left.filter((id) => !distinct.some((each) => each.id === id));
    }
    return seen.length === 0 ? undefined : { alternatives: seen, scale: 'absolute' };
  };
}

function scored(ask: AskAt): Look {
  return async (missing) => {
    const seen: Alternative[] = [];
    for (const token of missing) {
      const { promptLast } = await ask({ scorePrompt: true }, token);
      // Another last token: the text was not taken as this token here.
      if (promptLast !== undefined && promptLast.id === token.id) seen.push(promptLast);
    }
    return seen.length === 0 ? undefined : { alternatives: seen, scale: 'absolute' };
  };
}

function seenIn({ tokens }: Piece): Sight | undefined {
  const first = tokens?.[0];
  if (first === undefined) return undefined;
  const own = first.logprob === undefined ? [] : [{ ...first, logprob: first.logprob }];
  const alternatives = [...first.alternatives, ...own];
  return alternatives.length === 0 ? undefined : { alternatives, scale: 'absolute' };
}

function idsOf(wanted: readonly Wanted[]): readonly number[] {
  return wanted.flatMap(({ id }) => id ?? []);
}

function unlessRefused(look: Look): Look {
  return async (missing) => {
    try {
      return await look(missing);
    } catch (error) {
      const refused = faultOf(error)?.fault === 'refused';
      if (refused || (isRagstoneError(error) && error.code === 'unsupported')) return undefined;
      throw error;
    }
  };
}
