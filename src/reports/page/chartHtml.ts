import { left, number, right, text } from '../tables/cells.ts';
import type { Cell, Column } from '../tables/table.ts';
import type { Chart } from './charts.ts';
import { escapeHtml } from './escapeHtml.ts';
import { tableHtml } from './tableHtml.ts';

/** More rows or groups than this need a taller plot. */
const MANY = 8;

/** A chart's place on the page, with the table of its data behind it. */
export function chartHtml(chart: Chart): string {
  const many =
    chart.kind === 'bars' && chart.stacked ? chart.labels.length > MANY : chart.series.length > MANY;
  return [
    `<figure><figcaption><strong>${escapeHtml(chart.title)}</strong><p>${escapeHtml(chart.note)}</p></figcaption>`,
    `<div class="plot${many ? ' tall' : ''}"><canvas id="${escapeHtml(chart.id)}" role="img" aria-label="${escapeHtml(chart.title)}: the numbers are in the table below"></canvas></div>`,
    `<details><summary>Data</summary>${tableHtml({ title: chart.title, caption: '', notes: [], ...dataOf(chart) })}</details></figure>`,
  ].join('\n');
}

function dataOf(chart: Chart): {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
} {
  if (chart.kind === 'bars') {
    return {
      columns: [left(''), ...chart.series.map(({ name }) => right(name, name))],
      rows: chart.labels.map((label, at) => [
        text(label),
        ...chart.series.map(({ values, intervals }) => withWhiskers(values[at] ?? null, intervals?.[at])),
      ]),
    };
  }
  return {
    columns: [left('System'), right(chart.x, chart.x), right(chart.y, chart.y)],
    rows: chart.series.flatMap(({ name, points }) =>
      points.map(({ x, y, interval }) => [text(name), number(x), withWhiskers(y, interval)]),
    ),
  };
}

function withWhiskers(
  value: number | null,
  interval: { readonly low: number; readonly high: number } | null | undefined,
): Cell {
  const cell = number(value);
  if (interval === null || interval === undefined) return cell;
  return { ...cell, detail: `[${number(interval.low).text}, ${number(interval.high).text}]` };
}
