import { parseScorerName } from '../../scoring/scorerName.ts';
import type { DatasetSummary } from '../summary.ts';
import { originalCells } from '../tables/originalCells.ts';
import { scorerGroups } from '../tables/scorerGroups.ts';
import { scorerLabels } from '../tables/scorerLabels.ts';
import type { Chart, PointChart } from './charts.ts';
import { inPercent, measureBars } from './measureBars.ts';

/**
 * Measures of passages: a curve over k where one measure is scored at several, a curve over turns where it is scored
 * after several (progress by turn), else bars.
 */
export function recallCharts(dataset: DatasetSummary, at: number): readonly Chart[] {
  const { retrieval } = scorerGroups(dataset.scorers);
  const families = Map.groupBy(retrieval, (scorer) => curvePlace(scorer)?.family);
  const curves = [...families].filter(([family, scorers]) => family !== undefined && scorers.length > 1);
  const others = retrieval.filter((scorer) => !curves.some(([, scorers]) => scorers.includes(scorer)));
  const note = 'Whiskers: 95 % bootstrap intervals.';
  return [
    ...curves.map(([, scorers], curve) => ({
      ...curveOf(dataset, scorers),
      id: `chart-recall-${at}-${curve}`,
      note,
    })),
    measureBars(dataset, others, { id: `chart-retrieval-${at}`, title: 'Retrieval by measure', note }),
  ].filter((chart) => chart !== undefined);
}

/** On which curve a scorer lies, and where. */
function curvePlace(
  scorer: string,
): { readonly family: string; readonly axis: 'k' | 'turn'; readonly x: number } | undefined {
  const name = parseScorerName(scorer);
  if (name?.list === undefined) return undefined;
  const { measure, variant, k, list, version } = name;
  const turn = /^turn(\d+)$/.exec(list)?.[1];
  if (turn !== undefined) {
    return { family: `${measure}@${k ?? ''}/${variant}/turn@${version}`, axis: 'turn', x: Number(turn) };
  }
  return k === undefined
    ? undefined
    : { family: `${measure}/${variant}/${list}@${version}`, axis: 'k', x: k };
}

function curveOf(
  dataset: DatasetSummary,
  scorers: readonly string[],
): Pick<PointChart, 'kind' | 'title' | 'x' | 'y' | 'series'> {
  const [first = ''] = scorers;
  const label = scorerLabels(dataset.scorers).get(first) ?? '';
  const axis = curvePlace(first)?.axis ?? 'k';
  const title = axis === 'k' ? label.replace(/@\d+/, '@k') : label.replace(/ turn\d+/, '');
  return {
    kind: 'lines',
    title: axis === 'k' ? `${title} over k` : `Progress by turn: ${title}`,
    x: axis,
    y: 'percent',
    series: originalCells(dataset).flatMap((cell) => {
      const points = scorers.flatMap((scorer) => {
        const [x, score] = [curvePlace(scorer)?.x ?? 0, cell.scores[scorer]];
        if (score === undefined || score.mean === null) return [];
        return [{ x, y: 100 * score.mean, interval: inPercent(score.interval) }];
      });
      // A system of one round has no progress to show.
      return points.length === 0 && axis === 'turn' ? [] : [{ name: cell.system, points }];
    }),
  };
}
