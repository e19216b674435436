import { createHash } from 'node:crypto';
import { isIncomplete } from '../isIncomplete.ts';
import type { RunDigest } from '../digestRun.ts';
import { reportTables } from '../reportTables.ts';
import { visibleText } from '../visibleText.ts';
import { chartLibraries } from './chartLibraries.ts';
import type { Chart } from './charts.ts';
import { answersChart, churnCharts, environmentsChart, stagesChart } from './datasetCharts.ts';
import { recallCharts } from './recallCharts.ts';
import { datasetHtml, type ChartPlace } from './datasetHtml.ts';
import { drawCharts } from './drawCharts.ts';
import { embedJson } from './embedJson.ts';
import { escapeHtml } from './escapeHtml.ts';
import { style } from './style.ts';
import { whatRanHtml } from './whatRanHtml.ts';

/**
 * The report as one HTML file that fetches nothing: scripts and style are inside and allowed by their hash, everything
 * else is forbidden, all text is escaped.
 */
export async function renderPage(digest: RunDigest): Promise<string> {
  const { manifest, summary, differing } = digest;
  const tables = reportTables(summary);
  const parts = summary.datasets.map((dataset, at) => ({
    dataset,
    anchor: `dataset-${at}`,
    tables: tables.filter((table) => table.dataset === dataset.id),
    charts: placed({
      answers: [answersChart(dataset, at)],
      retrieval: recallCharts(dataset, at),
      variance: [...churnCharts(dataset, at), environmentsChart(dataset, at)],
      latency: [stagesChart(summary, dataset, at)],
    }),
    questions: differing.filter((question) => question.dataset === dataset.id),
  }));
  const scripts = [await chartLibraries(), `(${drawCharts.toString()})(window);`];
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.map(hashSource).join(' ')}`,
    `style-src ${hashSource(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const charts = parts.flatMap((part) => part.charts.map(([, chart]) => chart));
  const name = escapeHtml(manifest.name);
  return `${[
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${name} – Ragstone</title>`,
    `<style>${style}</style></head><body>`,
    `<header><p class="brand">Ragstone report</p><h1>${name}</h1>`,
    `<p class="soft">${escapeHtml(manifest.id)} · ${manifest.systems.length} systems · ${summary.datasets.map(({ id, questions }) => `${escapeHtml(id)}, ${questions} questions`).join(' · ')}</p>`,
    ...warnings(digest).map((warning) => `<p class="warning">${escapeHtml(warning)}</p>`),
    '</header><nav aria-label="Sections"><ul>',
    ...parts.map(({ anchor, dataset }) => `<li><a href="#${anchor}">${escapeHtml(dataset.id)}</a></li>`),
    '<li><a href="#what-ran">What ran</a></li></ul></nav><main>',
    ...parts.map(datasetHtml),
    whatRanHtml(manifest),
    '</main>',
    `<footer>Ragstone ${escapeHtml(manifest.version)}. Intervals: ${summary.resampling.original} bootstrap resamples in the original wording, ${summary.resampling.elsewhere} elsewhere.</footer>`,
    `<script type="application/json" id="chart-data">${embedJson(charts.map(harmless))}</script>`,
    ...scripts.map((script) => `<script>${script}</script>`),
    '</body></html>',
  ].join('\n')}\n`;
}

function warnings({ manifest, summary }: RunDigest): readonly string[] {
  const cells = summary.datasets.flatMap((dataset) => dataset.cells);
  const incomplete = cells.filter(({ counts }) => isIncomplete(counts)).length;
  return [
    ...(manifest.status === 'complete' ? [] : [`This run is ${manifest.status}.`]),
    ...(incomplete === 0
      ? []
      : [
          `${incomplete} of ${cells.length} cells are incomplete (‡): their numbers may change when they are finished.`,
        ]),
    ...manifest.warnings,
  ];
}

function placed(
  charts: Readonly<Record<ChartPlace, readonly (Chart | undefined)[]>>,
): readonly (readonly [ChartPlace, Chart])[] {
  return (['answers', 'retrieval', 'variance', 'latency'] as const).flatMap((place) =>
    charts[place].flatMap((chart) => (chart === undefined ? [] : [[place, chart] as const])),
  );
}

/** Names are drawn on canvases too: what could hide or reorder them is made visible there as well. */
function harmless(chart: Chart): Chart {
  return JSON.parse(JSON.stringify(chart), (_, value: unknown) =>
    typeof value === 'string' ? visibleText(value) : value,
  ) as Chart;
}

/** How a policy names the one script or style that it allows. */
function hashSource(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
