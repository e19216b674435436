import type { Score } from '../../ports/scorer.ts';

/**
 * Kendall's τ of the order in which two rankings hold what both hold, from −1 (reversed) to 1 (the same order): pairs
 * in the same order less pairs in opposite order, over all pairs. Lists have no ties, so τa = τb. With fewer than two ids
 * in common there is no order to compare, and it does not apply.
 * @param a ids, best first, each once; so is `b`
 */
export function kendallTau(a: readonly string[], b: readonly string[]): Score {
  const rankInB = new Map(b.map((id, at) => [id, at]));
  const ranks = a.map((id) => rankInB.get(id)).filter((rank) => rank !== undefined);
  if (ranks.length < 2) return { notApplicable: 'the lists have fewer than two passages in common' };
  const signs = ranks.flatMap((rank, at) => ranks.slice(at + 1).map((later) => Math.sign(later - rank)));
  return signs.reduce((sum, sign) => sum + sign, 0) / signs.length;
}
