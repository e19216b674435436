import { percentileInterval } from '../statistics/interval.ts';
import { meanOf } from './meanOf.ts';
import type { ScoreColumn } from './scoreColumns.ts';
import { sortedRecord } from './sortedRecord.ts';
import type { MeanScore } from './summary.ts';

/** A measure's mean, interval and counts, from its bootstrap distribution. An interval needs at least two questions. */
export function meanScore(
  column: ScoreColumn,
  resampled: Float64Array | undefined,
  level: number,
): MeanScore {
  const questions = column.counts.reduce((sum, count) => sum + Math.min(1, count), 0);
  const interval =
    resampled === undefined || questions < 2 ? undefined : percentileInterval(resampled, level);
  return {
    mean: meanOf(
      column.sums.reduce((sum, value) => sum + value, 0),
      column.n,
    ),
    interval: interval ?? null,
    n: column.n,
    answered: column.answered,
    notApplicable: sortedRecord(column.notApplicable),
  };
}
