import type { Random } from '../ports/random.ts';
import { drawWithReplacement } from './drawWithReplacement.ts';
import { weightedSums, type WeightedSums } from './weightedSums.ts';

/**
 * A measure over clusters: the sum of its values in each cluster and how many they are (0 where it has none). A
 * cluster is a question; its values are its repeats, or one.
 */
export interface ClusterTotals {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/**
 * The bootstrap distribution of each measure's mean, Σ sums ÷ Σ counts, when whole clusters are drawn with
 * replacement (Efron and Tibshirani, *An introduction to the bootstrap*, 1993, chapters 6 and 13). All columns see
 * the same resamples, so that the distributions of two columns may be subtracted: a paired bootstrap.
 *
 * Every column has one entry a cluster, in the same order. A resample that draws no value of a measure gives NaN.
 * The same columns and stream give the same bits on every machine.
 */
export function bootstrapMeans(
  columns: readonly ClusterTotals[],
  random: Random,
  resamples = 10_000,
): readonly Float64Array[] {
  const clusters = columns[0]?.sums.length ?? 0;
  const arrays = shared(columns.flatMap(({ sums, counts }) => [sums, counts]));
  const totals = new Map([...new Set(arrays)].map((values) => [values, new Float64Array(resamples)]));
  const summed = [...totals].map(([values, total]) => ({ total, sums: weightedSums(values) }));

  // How often each cluster is drawn, for as many resamples as fit into the 53 bits of one number.
  const bits = Math.ceil(Math.log2(clusters + 1));
  const lanes = Math.max(1, Math.floor(53 / Math.max(1, bits)));
  const drawn = new Float64Array(clusters);
  for (let first = 0; first < resamples; first += lanes) {
    drawn.fill(0);
    let all = 0;
    for (let lane = 0; lane < Math.min(lanes, resamples - first); lane++) {
      const once = 2 ** (lane * bits);
      all += clusters * once;
      drawWithReplacement(clusters, random, (index) => {
        drawn[index] = (drawn[index] ?? 0) + once;
      });
    }
    for (const { total, sums } of summed)
      addLanes(sums, { drawn, all }, { total, first, lanes, size: 2 ** bits });
  }

  return columns.map((_, column) => {
    const [sums, counts] = [
      totals.get(arrays[2 * column] ?? drawn),
      totals.get(arrays[2 * column + 1] ?? drawn),
    ];
    return Float64Array.from({ length: resamples }, (_value, at) => (sums?.[at] ?? 0) / (counts?.[at] ?? 0));
  });
}

/** Takes the resamples of one pass apart again: each is a digit to the base `size`. */
function addLanes(
  sums: WeightedSums,
  weights: { readonly drawn: Float64Array; readonly all: number },
  to: { readonly total: Float64Array; readonly first: number; readonly lanes: number; readonly size: number },
): void {
  const { total, first, lanes, size } = to;
  sums.forEach(weights.drawn, weights.all, (value, packed) => {
    let rest = packed;
    for (let lane = 0; lane < lanes; lane++) {
      const next = Math.floor(rest / size);
      // Writes past the end are dropped: the last pass may have fewer resamples.
      total[first + lane] = (total[first + lane] ?? 0) + value * (rest - next * size);
      rest = next;
    }
  });
}

/** The same arrays, but equal ones are one: most measures have a value for the same clusters. */
function shared(arrays: readonly Float64Array[]): readonly Float64Array[] {
  const distinct: Float64Array[] = [];
  return arrays.map((own) => {
    const known = distinct.find((other) => other.every((value, index) => value === own[index]));
    if (known === undefined) distinct.push(own);
    return known ?? own;
  });
}
