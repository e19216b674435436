import type { Interval } from '../../statistics/interval.ts';
import type { CellSummary, DatasetSummary, MeanScore } from '../summary.ts';
import { originalCells } from '../tables/originalCells.ts';
import { scorerLabels } from '../tables/scorerLabels.ts';
import type { BarChart } from './charts.ts';

/** More measures than this make bars too thin to read; the table has them all. */
const MOST_MEASURES = 6;

/** Bars of some measures by system, with their intervals. */
export function measureBars(
  dataset: DatasetSummary,
  all: readonly string[],
  head: { readonly id: string; readonly title: string; readonly note: string },
): BarChart | undefined {
  if (all.length === 0) return undefined;
  const labels = scorerLabels(dataset.scorers);
  const scorers = all.slice(0, MOST_MEASURES);
  return {
    kind: 'bars',
    ...head,
    labels: scorers.map((scorer) => labels.get(scorer) ?? scorer),
    series: originalCells(dataset).map((cell: CellSummary) => ({
      name: cell.system,
      ...barValues(scorers.map((scorer) => cell.scores[scorer])),
    })),
    axis: 'percent',
    colours: 'systems',
    stacked: false,
  };
}

export function barValues(
  scores: readonly (MeanScore | undefined)[],
): Pick<BarChart['series'][number], 'values' | 'intervals'> {
  return {
    values: scores.map((score) => (typeof score?.mean === 'number' ? 100 * score.mean : null)),
    intervals: scores.map((score) => inPercent(score?.interval ?? null)),
  };
}

export function inPercent(interval: Interval | null): Interval | null {
  return interval === null ? null : { low: 100 * interval.low, high: 100 * interval.high };
}
