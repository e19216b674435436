import { RagstoneError } from '../../errors.ts';

/**
 * Extrapolated rank-biased overlap of two rankings, from 0 (nothing shared) to 1 (equal): RBO_ext, equation 32 of
 * Webber, Moffat & Zobel 2010 (doi 10.1145/1852102.1852106), for lists without ties. With s ≤ l the two lengths
 * and X(d) the number of ids that the first d of both lists share:
 *
 *     RBO_ext = (1 − p)/p · ( Σ_{d=1..l} X(d)/d · p^d + Σ_{d=s+1..l} X(s)·(d − s)/(s·d) · p^d )
 *               + ( (X(l) − X(s))/l + X(s)/s ) · p^l
 *
 * Beyond its end the shorter list is taken to go on agreeing as it did up to there. Two empty lists are equal (1); an
 * empty list and another share nothing (0).
 * @param a ids, best first, each once; so is `b`
 * @param p how deep to look, between 0 and 1 exclusive: the first d ranks carry about 1 − p^d of the weight
 * @throws RagstoneError `usage` for another p
 */
export function rankBiasedOverlap(a: readonly string[], b: readonly string[], p = 0.9): number {
  if (!(p > 0 && p < 1)) {
    throw new RagstoneError('usage', `p of rank-biased overlap lies between 0 and 1, but is ${p}.`, {
      input: p,
    });
  }
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return long.length === 0 ? 1 : 0;
  const shared = overlaps(short, long);
  const sharedShort = shared[short.length - 1] ?? 0;
  const sharedLong = shared[long.length - 1] ?? 0;
  let sum = 0;
  let weight = 1;
  for (const [at, count] of shared.entries()) {
    const depth = at + 1;
    const beyond = Math.max(0, depth - short.length);
    weight *= p;
    sum += weight * (count / depth + (sharedShort * beyond) / (short.length * depth));
  }
  const tail = (sharedLong - sharedShort) / long.length + sharedShort / short.length;
  // Rounding can lead a hair past the ends.
  return Math.min(1, Math.max(0, ((1 - p) / p) * sum + tail * weight));
}

/** X(1) … X(l). */
function overlaps(short: readonly string[], long: readonly string[]): readonly number[] {
  const seen = new Set<string>();
  let shared = 0;
  return long.map((id, at) => {
    for (const one of [id, short[at]]) {
      if (one === undefined) continue;
      if (seen.has(one)) shared++;
      seen.add(one);
    }
    return shared;
  });
}
