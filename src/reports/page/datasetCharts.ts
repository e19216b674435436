import { followedLists } from '../followedLists.ts';
import { primaryScorer } from '../primaryScorer.ts';
import type { DatasetSummary, MeanScore, Summary } from '../summary.ts';
import { stageNames } from '../tables/latencyTables.ts';
import { originalCells } from '../tables/originalCells.ts';
import { scorerGroups } from '../tables/scorerGroups.ts';
import { scorerLabels } from '../tables/scorerLabels.ts';
import type { BarChart, PointChart } from './charts.ts';
import { barValues, measureBars } from './measureBars.ts';

/** Bars of the answer measures, EM and F1 first, with their intervals. */
export function answersChart(dataset: DatasetSummary, at: number): BarChart | undefined {
  const { answer } = scorerGroups(dataset.scorers);
  const native = answer.filter((scorer) => dataset.nativeScorers.includes(scorer));
  return measureBars(dataset, native.length > 0 ? native : answer, {
    id: `chart-answers-${at}`,
    title: 'Answers by measure',
    note: 'Whiskers: 95 % bootstrap intervals.',
  });
}

/** Where the time goes: stacked stages of the critical path. */
export function stagesChart(summary: Summary, dataset: DatasetSummary, at: number): BarChart | undefined {
  const cells = originalCells(dataset).filter(({ latency }) => latency.n > 0);
  if (cells.length === 0) return undefined;
  return {
    kind: 'bars',
    id: `chart-stages-${at}`,
    title: `Latency by stage, c = ${summary.concurrency}`,
    note: 'Mean milliseconds a question along the critical path.',
    labels: cells.map(({ system }) => system),
    series: stageNames(cells)
      .map((stage) => ({ name: stage, values: cells.map(({ latency }) => latency.stages[stage] ?? 0) }))
      .filter(({ values }) => values.some((value) => value > 0)),
    axis: 'ms',
    colours: 'others',
    stacked: true,
  };
}

/** Steadiness against quality, a chart a list: steady and good is at the top left. */
export function churnCharts(dataset: DatasetSummary, at: number): readonly PointChart[] {
  const followed = followedLists(dataset.scorers, primaryScorer(dataset.nativeScorers, dataset.scorers));
  return (['first', 'evidence'] as const).flatMap((list): PointChart[] => {
    const ks = followed.filter((one) => one.list === list && one.quality !== undefined);
    const chosen = ks.find(({ k }) => k === 5) ?? ks[0];
    if (chosen === undefined) return [];
    const series = dataset.variance.flatMap(({ system, lists }) => {
      const own = lists.find((one) => one.list === list && one.k === chosen.k);
      const [churn, quality] = [own?.churn ?? null, own?.quality?.mean ?? null];
      if (churn === null || quality === null) return [];
      return [{ name: system, points: [{ x: 100 * churn, y: 100 * quality }] }];
    });
    if (series.length === 0) return [];
    return [
      {
        kind: 'scatter',
        id: `chart-churn-${at}-${list}`,
        title: `Churn against quality, ${list === 'first' ? 'first search' : 'evidence'}, k = ${chosen.k}`,
        note: 'Retrieval environments. Further left is steadier, further up is better.',
        x: `churn@${chosen.k}, percent`,
        y: `${chosen.quality ?? ''}, percent`,
        series,
      },
    ];
  });
}

/** The same measure in every environment, side by side. */
export function environmentsChart(dataset: DatasetSummary, at: number): BarChart | undefined {
  const primary = primaryScorer(dataset.nativeScorers, dataset.scorers);
  const environments = [...new Set(dataset.cells.map(({ environment }) => environment))];
  if (primary === undefined || environments.length < 2) return undefined;
  const systems = originalCells(dataset).map(({ system }) => system);
  const scoreOf = (system: string, environment: string): MeanScore | undefined =>
    dataset.cells.find((cell) => cell.system === system && cell.environment === environment)?.scores[primary];
  return {
    kind: 'bars',
    id: `chart-environments-${at}`,
    title: `${scorerLabels(dataset.scorers).get(primary) ?? primary} by environment`,
    note: `${environments.length} environments. Whiskers: 95 % bootstrap intervals.`,
    labels: systems,
    series: environments.map((environment) => ({
      name: environment,
      ...barValues(systems.map((system) => scoreOf(system, environment))),
    })),
    axis: 'percent',
    colours: 'others',
    stacked: false,
  };
}
