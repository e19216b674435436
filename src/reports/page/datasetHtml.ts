import type { DifferingQuestion } from '../questions/differingQuestion.ts';
import type { DatasetSummary } from '../summary.ts';
import { scorerLabels } from '../tables/scorerLabels.ts';
import type { Table, TableKind } from '../tables/table.ts';
import { chartHtml } from './chartHtml.ts';
import type { Chart } from './charts.ts';
import { escapeHtml } from './escapeHtml.ts';
import { questionsHtml } from './questionsHtml.ts';
import { sliceOverview } from '../tables/sliceOverview.ts';
import { tableHtml } from './tableHtml.ts';

/** What one dataset's part of the page is made of. */
export interface DatasetPart {
  readonly dataset: DatasetSummary;
  readonly anchor: string;
  readonly tables: readonly Table[];
  readonly charts: readonly (readonly [ChartPlace, Chart])[];
  readonly questions: readonly DifferingQuestion[];
}

export type ChartPlace = 'answers' | 'retrieval' | 'variance' | 'latency';

/** Longer tables are folded, and that of the slices, which has an overview. */
const MOST_ROWS = 24;

/** The section of one dataset: answers, differences, retrieval, variance, latency, slices, questions. */
export function datasetHtml({ dataset, anchor, tables, charts, questions }: DatasetPart): string {
  const table = (...kinds: readonly TableKind[]): string =>
    tables
      .filter(({ kind }) => kinds.includes(kind))
      .map(foldedTable)
      .join('\n');
  const figures = (place: ChartPlace): string => {
    const drawn = charts.filter(([where]) => where === place).map(([, chart]) => chartHtml(chart));
    return drawn.length === 0 ? '' : `<div class="charts">${drawn.join('\n')}</div>`;
  };
  const label = scorerLabels(dataset.scorers).get(questions[0]?.scorer ?? '') ?? '';
  const overview = sliceOverview(dataset);
  const fictional =
    '<p class="warning">This dataset is the built-in fictional world: its numbers compare systems with each other and say nothing about published ones.</p>';
  return [
    `<section id="${anchor}"><h2>${escapeHtml(dataset.id)}</h2>`,
    `<p class="soft">${dataset.questions} questions, split ${escapeHtml(dataset.split)}. Compared with ${escapeHtml(dataset.reference)}.</p>`,
    dataset.fictional ? fictional : '',
    table('results'),
    figures('answers'),
    table('comparison', 'retrieval'),
    figures('retrieval'),
    figures('variance'),
    table('list-variance', 'measure-variance'),
    details('Scores by environment', table('environments')),
    figures('latency'),
    table('latency'),
    details('Stages in numbers', table('stages')),
    table('work'),
    overview === undefined ? '' : tableHtml(overview),
    table('slices'),
    details('What became of the records', table('records')),
    questionsHtml(questions, label),
    '</section>',
  ].join('\n');
}

function foldedTable(table: Table): string {
  const { title, rows } = table;
  return rows.length > MOST_ROWS
    ? details(`${title}, ${rows.length} rows`, tableHtml(table))
    : tableHtml(table);
}

function details(summary: string, content: string): string {
  return content === '' ? '' : `<details><summary>${escapeHtml(summary)}</summary>${content}</details>`;
}
