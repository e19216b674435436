/**
 * The `p`-quantile of numbers that are sorted upwards: type 7 of Hyndman and Fan (1996), linear between the two
 * neighbours, as NumPy and R have it by default.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (high - low) * (place - below);
}

/** Whether `n` values say enough about percentile `p` (0 to 1): n ≥ 10 ÷ (1 − p), which is ten values above it. */
export function enoughForPercentile(n: number, p: number): boolean {
  // The tolerance makes 100 values enough for p = 0.9, whose complement is not exact in binary.
  return n * (1 - p) >= 10 - 1e-9;
}
