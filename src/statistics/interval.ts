import { quantile } from './quantile.ts';

/** An interval of confidence; ends included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The percentile interval of a resampled statistic: its (1 − level) ÷ 2 and (1 + level) ÷ 2 quantiles (type 7).
 * Resamples in which the statistic is not defined (NaN) are left out; `undefined` when none is left.
 */
export function percentileInterval(resampled: Float64Array, level = 0.95): Interval | undefined {
  const sorted = resampled.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return undefined;
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) };
}
