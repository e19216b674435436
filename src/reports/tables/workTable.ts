import { isIncomplete } from '../isIncomplete.ts';
import type { DatasetSummary } from '../summary.ts';
import { count, left, number, right, text } from './cells.ts';
import { originalCells } from './originalCells.ts';
import type { Table } from './table.ts';

/** What an answer costs. */
export function workTable(dataset: DatasetSummary): Table {
  return {
    id: `work-${dataset.id}`,
    kind: 'work',
    dataset: dataset.id,
    title: 'Work',
    caption:
      'Means over answered questions. Evidence: passages in the last generation’s prompt. Shown: all distinct passages shown.',
    columns: [
      left('System'),
      right('Searches'),
      right('Evidence', 'evidence passages'),
      right('Shown', 'shown passages'),
      right('Calls'),
      right('Prompt tokens'),
      right('Output tokens'),
    ],
    rows: originalCells(dataset).map(({ system, work }) => [
      text(system),
      number(work.searches),
      number(work.evidencePassages),
      number(work.shownPassages),
      number(work.calls),
      number(work.promptTokens),
      number(work.outputTokens),
    ]),
    notes: [],
  };
}

/** What became of every record. */
export function recordsTable(dataset: DatasetSummary): Table {
  const reasons = [...new Set(dataset.cells.flatMap(({ counts }) => Object.keys(counts.skipped)))].sort();
  return {
    id: `records-${dataset.id}`,
    kind: 'records',
    dataset: dataset.id,
    title: 'Records',
    caption:
      'Attempted = answered + failed by the system itself, which counts 0. What failed outside the system or is missing is ' +
      'left out and makes a cell incomplete (‡).',
    columns: [
      left('System'),
      left('Environment'),
      right('Expected'),
      right('Attempted'),
      right('Answered'),
      right('Empty'),
      right('Failed, system', 'failed by method'),
      right('Failed, outside', 'failed by infrastructure'),
      right('Missing'),
      ...reasons.map((reason) => right(`Skipped, ${reason}`, `skipped ${reason}`)),
    ],
    rows: dataset.cells.map(({ system, environment, counts }) => [
      { ...text(system), incomplete: isIncomplete(counts) },
      text(environment),
      count(counts.expected),
      count(counts.attempted),
      count(counts.answered),
      count(counts.empty),
      count(counts.failedByMethod),
      count(counts.failedByInfrastructure),
      count(counts.missing),
      ...reasons.map((reason) => count(counts.skipped[reason] ?? 0)),
    ]),
    notes: [],
  };
}
