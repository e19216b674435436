import type { CellSummary, DatasetSummary, Percentiles, Summary } from '../summary.ts';
import { count, left, number, right, text } from './cells.ts';
import { originalCells } from './originalCells.ts';
import type { Table } from './table.ts';

/** Why latencies must not be compared; empty when they may. */
function latencyNotes(summary: Summary, dataset: DatasetSummary): readonly string[] {
  const cells = originalCells(dataset);
  const notTimed = cells.filter(({ latency }) => latency.notTimed > 0 || latency.n === 0);
  const crowded = cells.filter(({ latency }) => latency.limited > 0 || latency.overloaded > 0);
  const callsModels = cells.some(({ work }) => (work.calls ?? 0) > 0);
  return [
    ...notTimed.map(
      ({ system, latency }) =>
        `Latency of ${system} is not comparable: ${latency.n} records were timed, ${latency.notTimed} have answers from a log, cache or cassette.`,
    ),
    ...crowded.map(({ system, latency }) => {
      const asked = latency.n + latency.warmup;
      return `Latency not comparable: ${system}. Tries that an overloaded server refused: ${latency.overloaded}; records answered while it took fewer calls at once than declared: ${latency.limited} of ${asked}.`;
    }),
    ...(callsModels && summary.device === 'unknown'
      ? ['Latency is not comparable with other runs: nobody declared the device that the models ran on.']
      : []),
  ];
}

function isComparable({ latency }: CellSummary): boolean {
  return latency.n > 0 && latency.notTimed === 0 && latency.limited === 0 && latency.overloaded === 0;
}

/** Milliseconds a question. */
export function latencyTable(summary: Summary, dataset: DatasetSummary): Table {
  const percentiles = ['mean', 'p50', 'p90', 'p95', 'p99'] as const;
  const cells = originalCells(dataset);
  const tellsFirstToken = cells.some(({ latency }) => latency.firstToken !== null);
  const firstToken = tellsFirstToken ? (['mean', 'p50', 'p95', 'p99'] as const) : [];
  const of = (times: Percentiles | null, name: (typeof percentiles)[number]) => number(times?.[name] ?? null);
  return {
    id: `latency-${dataset.id}`,
    kind: 'latency',
    dataset: dataset.id,
    title: `Latency, c = ${summary.concurrency}`,
    caption:
      `Milliseconds a question with ${summary.concurrency} in flight, without warm-up, waiting for a slot and retries ` +
      '(with them: wall). Answered questions only. A percentile p is shown from 10 ÷ (1 − p) questions.' +
      (tellsFirstToken ? " First token: a call's time to its first token, over the calls that told." : ''),
    columns: [
      left('System'),
      right('Timed', 'n'),
      ...percentiles.map((name) => right(name === 'mean' ? 'Mean' : name, name)),
      right('Wall, mean', 'wall mean'),
      ...firstToken.map((name) => right(`First token, ${name}`, `first token ${name}`)),
      right('Not timed', 'not timed'),
      left('Comparable'),
    ],
    rows: cells.map((cell) => {
      const { system, latency } = cell;
      return [
        text(system),
        count(latency.n),
        ...percentiles.map((name) => of(latency.working, name)),
        of(latency.total, 'mean'),
        ...firstToken.map((name) => of(latency.firstToken, name)),
        count(latency.notTimed),
        text(isComparable(cell) ? 'yes' : 'no'),
      ];
    }),
    notes: latencyNotes(summary, dataset),
  };
}

/** Where the time went; nothing when nothing was timed. */
export function stagesTable(summary: Summary, dataset: DatasetSummary): Table | undefined {
  const cells = originalCells(dataset).filter(({ latency }) => latency.n > 0);
  const stages = stageNames(cells);
  if (cells.length === 0) return undefined;
  return {
    id: `stages-${dataset.id}`,
    kind: 'stages',
    dataset: dataset.id,
    title: `Latency by stage, c = ${summary.concurrency}`,
    caption:
      'Mean milliseconds a question. Critical path: the steps that kept the answer waiting, adding up to the wall time. ' +
      'All work: every step, whether it ran beside another or not.',
    columns: [left('System'), left('Counted'), ...stages.map((stage) => right(stage))],
    rows: cells.flatMap(({ system, latency }) =>
      (['stages', 'allWork'] as const).map((counted) => [
        text(system),
        text(counted === 'stages' ? 'critical path' : 'all work'),
        ...stages.map((stage) => number(latency[counted][stage] ?? null)),
      ]),
    ),
    notes: latencyNotes(summary, dataset),
  };
}

/** The stages of several cells, in alphabetical order, what is not a step at the end. */
export function stageNames(cells: readonly CellSummary[]): readonly string[] {
  const last = (stage: string): number => ['waiting', 'other'].indexOf(stage);
  return [
    ...new Set(cells.flatMap(({ latency }) => Object.keys({ ...latency.stages, ...latency.allWork }))),
  ].sort((a, b) => last(a) - last(b) || (a < b ? -1 : 1));
}
