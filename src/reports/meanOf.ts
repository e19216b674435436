/** `sum ÷ n`; `null` of nothing. */
export function meanOf(sum: number, n: number): number | null {
  return n === 0 ? null : sum / n;
}
