/**
 * Holm's step-down correction of a family of p-values, in the order given: the i-th smallest of m (from 0) becomes
 * the largest (m − j) × p over j ≤ i, at most 1. Keeps the chance of any false rejection below α (Holm, 1979).
 */
export function holm(p: readonly number[]): readonly number[] {
  const order = p.map((_, index) => index).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0) || a - b);
  const corrected = p.map(() => 1);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (p.length - rank) * (p[index] ?? 1)));
    corrected[index] = largest;
  });
  return corrected;
}
