import type { Random } from '../ports/random.ts';
import { drawWithReplacement } from './drawWithReplacement.ts';

/**
 * A measure over clusters: the sum of its values in each cluster and how many they are (0 where it has none). A
 * cluster is a question; its values are its repeats, or one.
 */
export interface ClusterTotals {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/** Resamples that are weighed in one pass over a column. */
const LANES = 4;

/**
 * The bootstrap distribution of each measure's mean, Σ sums ÷ Σ counts, when whole clusters are drawn with
 * replacement (Efron and Tibshirani, *An introduction to the bootstrap*, 1993, chapters 6 and 13). All columns see
 * the same resamples, so that the distributions of two columns may be subtracted: a paired bootstrap.
 *
 * Every column has one entry a cluster, in the same order. A resample that draws no value of a measure gives NaN.
 * Sums run over clusters in their order: the same bits on every machine.
 */
export function bootstrapMeans(
  columns: readonly ClusterTotals[],
  random: Random,
  resamples = 10_000,
): readonly Float64Array[] {
  const clusters = columns[0]?.sums.length ?? 0;
  const distinct = new Set(columns.flatMap((column) => [column.sums, column.counts]));
  const totals = new Map([...distinct].map((values) => [values, new Float64Array(resamples)]));
  const varying = [...totals].filter(([values, total]) => {
    const constant = constantOf(values);
    if (constant !== undefined) total.fill(constant * clusters);
    return constant === undefined;
  });

  const weights = new Float64Array(LANES * clusters);
  for (let first = 0; first < resamples; first += LANES) {
    weights.fill(0);
    for (let lane = 0; lane < Math.min(LANES, resamples - first); lane++) {
      drawWithReplacement(clusters, random, (index) => {
        const place = index * LANES + lane;
        weights[place] = (weights[place] ?? 0) + 1;
      });
    }
    for (const [values, total] of varying) addWeighted(values, weights, total, first);
  }

  return columns.map((column) => {
    const [sum, count] = [totals.get(column.sums), totals.get(column.counts)];
    return Float64Array.from({ length: resamples }, (_, at) => (sum?.[at] ?? 0) / (count?.[at] ?? 0));
  });
}

/** The weighted sums of one column under the four interleaved resamples, written to `totals` from `first`. */
function addWeighted(values: Float64Array, weights: Float64Array, totals: Float64Array, first: number): void {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let index = 0, place = 0; index < values.length; index++, place += LANES) {
    const value = values[index] ?? 0;
    sum0 += value * (weights[place] ?? 0);
    sum1 += value * (weights[place + 1] ?? 0);
    sum2 += value * (weights[place + 2] ?? 0);
    sum3 += value * (weights[place + 3] ?? 0);
  }
  // Writes past the end of a typed array are dropped: the last pass may have fewer than four resamples.
  totals[first] = sum0;
  totals[first + 1] = sum1;
  totals[first + 2] = sum2;
  totals[first + 3] = sum3;
}

function constantOf(values: Float64Array): number | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}
