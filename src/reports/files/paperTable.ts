import { isIncomplete } from '../isIncomplete.ts';
import type { Summary } from '../summary.ts';
import { left, NONE, percent, right, text } from '../tables/cells.ts';
import { withMarks } from '../tables/marks.ts';
import { originalCells } from '../tables/originalCells.ts';
import { scorerGroups } from '../tables/scorerGroups.ts';
import { scorerLabels } from '../tables/scorerLabels.ts';
import type { Cell, Table } from '../tables/table.ts';

/** Systems × the datasets' own answer measures, as papers print it. */
export function paperTable(summary: Summary): Pick<Table, 'columns' | 'rows'> {
  const systems = [...new Set(summary.datasets.flatMap(({ cells }) => cells.map(({ system }) => system)))];
  const measures = summary.datasets.flatMap((dataset) => {
    const labels = scorerLabels(dataset.scorers);
    const { answer } = scorerGroups(dataset.scorers);
    const native = answer.filter((scorer) => dataset.nativeScorers.includes(scorer));
    return (native.length > 0 ? native : answer).map((scorer) => ({
      dataset,
      scorer,
      column: right(`${dataset.id} ${labels.get(scorer) ?? scorer}`, `${dataset.id} ${scorer}`),
    }));
  });
  const rows = systems.map((system) => [
    text(system),
    ...measures.map(({ dataset, scorer }): Cell => {
      const cell = originalCells(dataset).find((one) => one.system === system);
      if (cell === undefined) return { text: NONE, value: null };
      const compared = dataset.comparisons.find((one) => one.system === system && one.scorer === scorer);
      return {
        ...percent(cell.scores[scorer]?.mean ?? null),
        significant: (compared?.corrected ?? 1) < 0.05,
        incomplete: isIncomplete(cell.counts),
      };
    }),
  ]);
  return {
    columns: [left('System'), ...measures.map(({ column }) => column)],
    rows: withMarks(
      rows,
      measures.map((_, at) => at + 1),
    ),
  };
}
