import type { Comparison, DatasetSummary } from '../summary.ts';
import { count, left, points, pValue, right, text } from './cells.ts';
import { scorerLabels } from './scorerLabels.ts';
import type { Table } from './table.ts';

const TESTS: Readonly<Record<Comparison['test'], string>> = {
  mcnemar: 'McNemar, exact',
  'sign-flip-exact': 'sign flips, exact',
  'sign-flip': 'sign flips',
};

/** Every system against the reference, measure by measure; `undefined` when there is nothing to compare. */
export function comparisonTable(dataset: DatasetSummary): Table | undefined {
  const comparisons = dataset.comparisons.filter(({ n }) => n > 0);
  if (comparisons.length === 0) return undefined;
  const labels = scorerLabels(dataset.scorers);
  return {
    id: `comparison-${dataset.id}`,
    kind: 'comparison',
    dataset: dataset.id,
    title: `Difference to ${dataset.reference}`,
    caption:
      'Points of percent on the questions that count for both (n), repeats averaged, with 95 % paired bootstrap ' +
      'intervals. p is two-sided; corrected by Holm over all rows of this table.',
    columns: [
      left('System'),
      left('Measure'),
      right('Difference'),
      right('Corrected p', 'p corrected'),
      right('p'),
      left('Test'),
      right('Better', 'wins'),
      right('Equal', 'ties'),
      right('Worse', 'losses'),
      right('n'),
    ],
    rows: comparisons.map((one) => [
      text(one.system),
      { text: labels.get(one.scorer) ?? one.scorer, value: one.scorer },
      { ...points(one.difference, one.interval), significant: (one.corrected ?? 1) < 0.05 },
      pValue(one.corrected),
      pValue(one.p),
      text(TESTS[one.test]),
      count(one.wins),
      count(one.ties),
      count(one.losses),
      count(one.n),
    ]),
    notes: [],
  };
}
