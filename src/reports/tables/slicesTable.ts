import type { DatasetSummary } from '../summary.ts';
import { count, left, percent, right, text } from './cells.ts';
import { keyScorers } from './keyScorers.ts';
import { scorerLabels } from './scorerLabels.ts';
import type { Table } from './table.ts';

/** Scores by properties of the questions; nothing when the dataset has none with 2 to 12 values. */
export function slicesTable(dataset: DatasetSummary): Table | undefined {
  if (dataset.slices.length === 0) return undefined;
  const labels = scorerLabels(dataset.scorers);
  const scorers = keyScorers(dataset);
  return {
    id: `slices-${dataset.id}`,
    kind: 'slices',
    dataset: dataset.id,
    title: 'By kind of question',
    caption:
      'Percent, with 95 % bootstrap intervals. Properties of the questions with 2 to 12 values; small slices have wide ' +
      'intervals, and differences within one are not tested.',
    columns: [
      left('Property'),
      left('Value'),
      right('Questions'),
      left('System'),
      ...scorers.map((scorer) => right(labels.get(scorer) ?? scorer, scorer)),
    ],
    rows: dataset.slices.flatMap(({ key, value, questions, cells }) =>
      cells.map(({ system, scores }) => [
        text(key),
        text(value),
        count(questions),
        text(system),
        ...scorers.map((scorer) => percent(scores[scorer]?.mean ?? null, scores[scorer]?.interval ?? null)),
      ]),
    ),
    notes: [],
  };
}
