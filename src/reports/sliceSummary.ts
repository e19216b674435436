import type { Random } from '../ports/random.ts';
import { bootstrapMeans, type ClusterTotals } from '../statistics/bootstrapMeans.ts';
import { percentileInterval } from '../statistics/interval.ts';
import { meanOf } from './meanOf.ts';
import type { Slice } from './sliceValues.ts';
import type { Resampling, SliceScore, SliceSummary } from './summary.ts';

/** The columns of one system, by scorer. */
export interface SystemColumns {
  readonly system: string;
  readonly columns: ReadonlyMap<string, ClusterTotals>;
}

/** Means and intervals of every system on the questions of one slice. */
export function sliceSummary(
  slice: Slice,
  systems: readonly SystemColumns[],
  random: Random,
  { elsewhere, level }: Resampling,
): SliceSummary {
  const cut = (values: Float64Array): Float64Array =>
    Float64Array.from(slice.positions, (position) => values[position] ?? 0);
  const cells = systems.flatMap(({ system, columns }) =>
    [...columns].map(([scorer, { sums, counts }]) => ({
      system,
      scorer,
      column: { sums: cut(sums), counts: cut(counts) },
    })),
  );
  const resampled = bootstrapMeans(
    cells.map(({ column }) => column),
    random,
    elsewhere,
  );
  const scored = cells.map((cell, at) => ({
    ...cell,
    score: sliceScore(cell.column, resampled[at], level),
  }));
  return {
    key: slice.key,
    value: slice.value,
    questions: slice.positions.length,
    cells: systems.map(({ system }) => ({
      system,
      scores: Object.fromEntries(
        scored.filter((cell) => cell.system === system).map(({ scorer, score }) => [scorer, score]),
      ),
    })),
  };
}

function sliceScore(column: ClusterTotals, resampled: Float64Array | undefined, level: number): SliceScore {
  const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
  const questions = column.counts.filter((count) => count > 0).length;
  const interval =
    resampled === undefined || questions < 2 ? undefined : percentileInterval(resampled, level);
  return {
    mean: meanOf(total(column.sums), total(column.counts)),
    interval: interval ?? null,
    n: total(column.counts),
  };
}
