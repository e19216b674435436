import type { Watched } from '../../ports/backend.ts';
import type { Alternative } from '../dialects/piece.ts';

/** A token whose probability is wanted; its id where a tokenizer told it. */
export interface Wanted {
  readonly text: string;
  readonly id?: number;
  /** An ln p below which nobody needs to know more. Default: it is always looked for. */
  readonly floor?: number;
}

/** What one look at a position showed. */
export interface Sight {
  readonly alternatives: readonly Alternative[];
  /** `conditional`: over the offered tokens only. */
  readonly scale: Watched['scale'];
  /** The alternatives hold the k most probable tokens: what is not among them is less probable than those. */
  readonly topK?: number;
}

/** One way to look; `undefined` when the server refuses it. */
export type Look = (missing: readonly Wanted[]) => Promise<Sight | undefined>;

/**
 * The probabilities of given tokens at one position, through the given ways to look, cheapest first. Each is tried
 * only while a token is unseen that may still lie above its floor. What nobody told is absent, with the bound
 * `atMost`. A conditional look is turned into absolute probabilities where an absolute one saw a token of the set;
 * otherwise the result says `conditional`.
 */
export async function probabilitiesOf(wanted: readonly Wanted[], looks: readonly Look[]): Promise<Watched> {
  const seen = new Map<number | string, Alternative>();
  let conditional: readonly Alternative[] = [];
  let atMost: number | undefined;
  for (const look of looks) {
    const bound = atMost;
    const missing = wanted.filter(
      (each) => find(each, seen.values()) === undefined && !liesBelow(bound, each.floor),
    );
    if (missing.length === 0) break;
    const sight = await look(missing);
    if (sight === undefined) continue;
    if (sight.scale === 'conditional') {
      if (wanted.every((each) => find(each, sight.alternatives))) conditional = sight.alternatives;
      continue;
    }
    for (const each of sight.alternatives) seen.set(each.id ?? each.text, each);
    const least = sight.topK === undefined ? undefined : leastOfTop(sight.alternatives, sight.topK);
    if (least !== undefined) atMost = Math.min(atMost ?? 0, least);
  }
  return result(wanted, seen, conditional, atMost);
}

function result(
  wanted: readonly Wanted[],
  seen: ReadonlyMap<number | string, Alternative>,
  conditional: readonly Alternative[],
  atMost: number | undefined,
): Watched {
  const ln = lnOf(wanted, seen.values());
  const mass = [...seen.values()].reduce((sum, each) => sum + Math.exp(each.logprob), 0);
  const known = { ...(seen.size > 0 && { mass: Math.min(1, mass) }) };
  if (Object.keys(ln).length === wanted.length) return { ln, scale: 'absolute', ...known };
  if (conditional.length > 0) {
    const shares = lnOf(wanted, conditional);
    // The most probable token that both looks saw ties the two scales together.
    const [tie, value] = Object.entries(ln).sort((a, b) => b[1] - a[1])[0] ?? [];
    if (tie === undefined || value === undefined) return { ln: shares, scale: 'conditional' };
    const shift = value - (shares[tie] ?? 0);
    const shifted = Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, share + shift]));
    return { ln: { ...shifted, ...ln }, scale: 'absolute', ...known };
  }
  return { ln, scale: 'absolute', ...known, ...(atMost !== undefined && { atMost }) };
}

function liesBelow(bound: number | undefined, floor: number | undefined): boolean {
  return bound !== undefined && floor !== undefined && bound < floor;
}

function lnOf(wanted: readonly Wanted[], alternatives: Iterable<Alternative>): Record<string, number> {
  const all = [...alternatives];
  return Object.fromEntries(
    wanted.flatMap((each) => {
      const found = find(each, all);
      return found === undefined ? [] : [[each.text, found.logprob]];
    }),
  );
}

/** By id where both sides know it: many tokens have the same text, or none. */
export function find<T extends Pick<Alternative, 'id' | 'text'>>(
  wanted: Wanted,
  alternatives: Iterable<T>,
): T | undefined {
  for (const each of alternatives) {
    if (wanted.id !== undefined && each.id !== undefined) {
      if (wanted.id === each.id) return each;
    } else if (each.text !== '' && each.text === wanted.text) return each;
  }
  return undefined;
}

/** The k-th greatest: servers put the sampled token beside the top k, however improbable it is. */
function leastOfTop(alternatives: readonly Alternative[], k: number): number | undefined {
  const sorted = alternatives.map(({ logprob }) => logprob).sort((a, b) => b - a);
  return sorted[Math.min(k, sorted.length) - 1];
}
