import { primaryScorer } from '../primaryScorer.ts';
import type { DatasetSummary } from '../summary.ts';
import { count, left, percent, right, text } from './cells.ts';
import { scorerLabels } from './scorerLabels.ts';
import type { Table } from './table.ts';

/** The first answer measure by kind of question, systems side by side; nothing without slices. */
export function sliceOverview(
  dataset: DatasetSummary,
): Pick<Table, 'title' | 'caption' | 'columns' | 'rows' | 'notes'> | undefined {
  const primary = primaryScorer(dataset.nativeScorers, dataset.scorers);
  const systems = dataset.slices[0]?.cells.map(({ system }) => system) ?? [];
  if (primary === undefined || systems.length === 0) return undefined;
  const label = scorerLabels(dataset.scorers).get(primary) ?? primary;
  return {
    title: `${label} by kind of question`,
    caption: 'Percent, with 95 % bootstrap intervals. Differences within a slice are not tested.',
    columns: [left('Property'), right('Questions'), ...systems.map((system) => right(system, system))],
    rows: dataset.slices.map(({ key, value, questions, cells }) => [
      text(`${key}: ${value}`),
      count(questions),
      ...cells.map(({ scores }) => percent(scores[primary]?.mean ?? null, scores[primary]?.interval ?? null)),
    ]),
    notes: [],
  };
}
