/**
 * McNemar's exact test, two-sided: twice the smaller tail of the binomial distribution (n = the questions on which
 * two systems differ, p = 1/2), at most 1. The plain p, not the mid-p: it never rejects more often than it says.
 * `won` and `lost` count the questions that only the one, and only the other system has right.
 *
 * Uses only + − × ÷, so that it is the same on every machine: terms by ratio from the distribution's middle, which
 * is the product of (2i − 1) ÷ 2i.
 */
export function mcnemar(won: number, lost: number): number {
  const n = won + lost;
  const smaller = Math.min(won, lost);
  const middle = Math.floor(n / 2);
  if (smaller === middle) return 1;
  let term = n % 2 === 0 ? 1 : n / (n + 1);
  for (let i = 1; i <= middle; i++) term *= (2 * i - 1) / (2 * i);
  for (let k = middle; k > smaller; k--) term *= k / (n - k + 1);
  let tail = 0;
  for (let k = smaller; k >= 0; k--) {
    tail += term;
    term *= k / (n - k + 1);
  }
  return Math.min(1, 2 * tail);
}
