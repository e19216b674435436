import type { DifferingQuestion } from '../questions/differingQuestion.ts';
import type { DatasetSummary } from '../summary.ts';
import { scorerLabels } from '../tables/scorerLabels.ts';
import type { Table, TableKind } from '../tables/table.ts';
import { chartHtml } from './chartHtml.ts';
import type { Chart } from './charts.ts';
import { escapeHtml } from './escapeHtml.ts';
import { questionsHtml } from './questionsHtml.ts';
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

/** The section of one dataset: answers, differences, retrieval, variance, latency, slices, questions. */
export function datasetHtml({ dataset, anchor, tables, charts, questions }: DatasetPart): string {
  const table = (...kinds: readonly TableKind[]): string =>
    tables
      .filter(({ kind }) => kinds.includes(kind))
      .map(tableHtml)
      .join('\n');
  const figures = (place: ChartPlace): string => {
    const drawn = charts.filter(([where]) => where === place).map(([, chart]) => chartHtml(chart));
    return drawn.length === 0 ? '' : `<div class="charts">${drawn.join('\n')}</div>`;
  };
  const label = scorerLabels(dataset.scorers).get(questions[0]?.scorer ?? '') ?? '';
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
    table('work', 'slices'),
    details('What became of the records', table('records')),
    questionsHtml(questions, label),
    '</section>',
  ].join('\n');
}

function details(summary: string, content: string): string {
  return content === '' ? '' : `<details><summary>${summary}</summary>${content}</details>`;
}
