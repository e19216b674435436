import { isIncomplete } from '../isIncomplete.ts';
import type { DatasetSummary } from '../summary.ts';
import { count, left, percent, ratio, right, text } from './cells.ts';
import { keyScorers } from './keyScorers.ts';
import { scorerLabels } from './scorerLabels.ts';
import type { Cell, Table } from './table.ts';

/** Scores in each environment; nothing when there is one only. */
export function environmentsTable(dataset: DatasetSummary): Table | undefined {
  if (dataset.variance.length === 0) return undefined;
  const labels = scorerLabels(dataset.scorers);
  const scorers = keyScorers(dataset);
  return {
    id: `environments-${dataset.id}`,
    kind: 'environments',
    dataset: dataset.id,
    title: 'Scores by environment',
    caption: 'Percent, means over attempted questions with 95 % bootstrap intervals clustered by question.',
    columns: [
      left('System'),
      left('Environment'),
      right('Attempted'),
      ...scorers.map((scorer) => right(labels.get(scorer) ?? scorer, scorer)),
    ],
    rows: dataset.cells.map((cell) => [
      { ...text(cell.system), incomplete: isIncomplete(cell.counts) },
      text(cell.environment),
      count(cell.counts.attempted),
      ...scorers.map((scorer) => {
        const score = cell.scores[scorer];
        return percent(score?.mean ?? null, score?.interval ?? null);
      }),
    ]),
    notes: dataset.cells.some(({ counts }) => isIncomplete(counts)) ? ['‡ incomplete'] : [],
  };
}

/** How much rankings change between retrieval environments, with their quality beside it. */
export function listVarianceTable(dataset: DatasetSummary): Table | undefined {
  const rows = dataset.variance.flatMap(({ system, lists }) =>
    lists.map((one): readonly Cell[] => [
      text(system),
      text(one.list),
      count(one.k),
      percent(one.churn),
      percent(one.quality?.mean ?? null),
      text(one.quality?.scorer ?? 'not scored'),
      ratio(one.overlap),
      ratio(one.tau),
      percent(one.emptyPairs),
      count(one.environments.length),
      count(one.questions),
    ]),
  );
  if (rows.length === 0) return undefined;
  return {
    id: `list-variance-${dataset.id}`,
    kind: 'list-variance',
    dataset: dataset.id,
    title: 'Retrieval variance',
    caption:
      'How much the retrieved passages change between retrieval environments. Churn@k: share of the first k passages ' +
      'that another environment does not have, over all pairs (0 = the same, 100 = none in common). Overlap: rank-biased ' +
      'overlap of the whole lists, p = 0.9. τ: order of what both have. A constant retriever is perfectly steady: read ' +
      'churn beside quality.',
    columns: [
      left('System'),
      left('List'),
      right('k'),
      right('Churn %', 'churn'),
      right('Quality %', 'quality'),
      left('Quality measure'),
      right('Overlap', 'rbo'),
      right('τ', 'kendall tau'),
      right('Empty pairs %', 'empty pairs'),
      right('Environments'),
      right('Questions'),
    ],
    rows,
    notes: [],
  };
}

/** How much scores change between environments. */
export function measureVarianceTable(dataset: DatasetSummary): Table | undefined {
  const labels = scorerLabels(dataset.scorers);
  const scorers = keyScorers(dataset);
  const rows = dataset.variance.flatMap(({ system, measures }) =>
    measures
      .filter(({ scorer }) => scorers.includes(scorer))
      .map((one): readonly Cell[] => [
        text(system),
        { text: labels.get(one.scorer) ?? one.scorer, value: one.scorer },
        percent(one.mean),
        percent(one.spreadQuestion),
        percent(one.spreadMean),
        percent(one.flip),
        count(one.environments.length),
        count(one.questions),
      ]),
  );
  if (rows.length === 0) return undefined;
  return {
    id: `measure-variance-${dataset.id}`,
    kind: 'measure-variance',
    dataset: dataset.id,
    title: 'Spread over environments',
    caption:
      'In points of percent. Spread per question: standard deviation over environments of each question, averaged. Spread ' +
      'of means: standard deviation of the environments’ means. Flip: share of questions right in one environment and ' +
      'wrong in another. Only questions with a value in every environment.',
    columns: [
      left('System'),
      left('Measure'),
      right('Mean %', 'mean'),
      right('Spread per question', 'spread/question'),
      right('Spread of means', 'spread/mean'),
      right('Flip %', 'flip'),
      right('Environments'),
      right('Questions'),
    ],
    rows,
    notes: [],
  };
}
