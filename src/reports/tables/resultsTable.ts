import { isIncomplete } from '../isIncomplete.ts';
import type { CellSummary, DatasetSummary } from '../summary.ts';
import { count, left, number, percent, right, text } from './cells.ts';
import { withMarks } from './marks.ts';
import { originalCells } from './originalCells.ts';
import { scorerGroups } from './scorerGroups.ts';
import { scorerLabels } from './scorerLabels.ts';
import type { Cell, Table } from './table.ts';

const SIGNIFICANT = 0.05;

/** Systems × measures of the answers, in the original environment. */
export function resultsTable(dataset: DatasetSummary): Table {
  return scoreTable(dataset, {
    kind: 'results',
    title: 'Answers',
    scorers: scorerGroups(dataset.scorers).answer,
    extra: [
      { column: right('Attempted'), cell: ({ counts }) => count(counts.attempted) },
      { column: right('Answered'), cell: ({ counts }) => count(counts.answered) },
      {
        column: right('Empty %', 'empty'),
        cell: ({ counts }) => percent(counts.answered === 0 ? null : counts.empty / counts.answered),
      },
      { column: left('Fidelity'), cell: ({ fidelity }) => text(fidelity) },
    ],
  });
}

/** Systems × measures of what was retrieved, with the passages and tokens that it took. */
export function retrievalTable(dataset: DatasetSummary): Table | undefined {
  const scorers = scorerGroups(dataset.scorers).retrieval;
  if (scorers.length === 0) return undefined;
  return scoreTable(dataset, {
    kind: 'retrieval',
    title: 'Retrieval',
    scorers,
    extra: [
      { column: right('Passages shown', 'shown passages'), cell: ({ work }) => number(work.shownPassages) },
      { column: right('Prompt tokens', 'prompt tokens'), cell: ({ work }) => number(work.promptTokens) },
    ],
  });
}

function scoreTable(
  dataset: DatasetSummary,
  of: {
    readonly kind: 'results' | 'retrieval';
    readonly title: string;
    readonly scorers: readonly string[];
    readonly extra: readonly {
      readonly column: ReturnType<typeof right>;
      readonly cell: (cell: CellSummary) => Cell;
    }[];
  },
): Table {
  const labels = scorerLabels(dataset.scorers);
  // A system that only searches has no answers to tell of.
  const cells = originalCells(dataset).filter(
    ({ counts, scores }) =>
      of.kind !== 'results' ||
      counts.attempted === 0 ||
      of.scorers.some((scorer) => (scores[scorer]?.n ?? 0) > 0) ||
      of.scorers.length === 0,
  );
  const scorers = of.scorers.filter((scorer) =>
    cells.some(({ scores }) => (scores[scorer]?.mean ?? null) !== null),
  );
  const without = of.scorers.filter((scorer) => !scorers.includes(scorer));
  const rows = cells.map((cell) => [
    { ...text(cell.system), incomplete: isIncomplete(cell.counts) },
    ...of.extra.map((extra) => extra.cell(cell)),
    ...scorers.map((scorer): Cell => {
      const score = cell.scores[scorer];
      const compared = dataset.comparisons.find((one) => one.system === cell.system && one.scorer === scorer);
      const significant = (compared?.corrected ?? 1) < SIGNIFICANT;
      return { ...percent(score?.mean ?? null, score?.interval ?? null), significant };
    }),
  ]);
  const measures = scorers.map((_, at) => 1 + of.extra.length + at);
  const incomplete = cells.filter(({ counts }) => isIncomplete(counts));
  return {
    id: `${of.kind}-${dataset.id}`,
    kind: of.kind,
    dataset: dataset.id,
    title: of.title,
    caption:
      'Percent, means over attempted questions with 95 % bootstrap intervals clustered by question, in the original ' +
      `wording. † differs from ${dataset.reference} (McNemar's exact test for measures of 0 or 1, sign flips for the ` +
      'others; Holm-corrected p < 0.05). Bold: best. Underlined: second.' +
      (without.length === 0 ? '' : ` Nothing to measure here: ${without.join(', ')}.`),
    columns: [
      left('System'),
      ...of.extra.map(({ column }) => column),
      ...scorers.map((scorer) => right(labels.get(scorer) ?? scorer, scorer)),
    ],
    rows: withMarks(rows, measures),
    notes: incomplete.map(
      ({ system, counts }) =>
        `‡ ${system} is incomplete: ${counts.missing} records are missing and ${counts.failedByInfrastructure} failed ` +
        'outside the system. They are left out; the numbers may change.',
    ),
  };
}
