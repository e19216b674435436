import { styleText } from 'node:util';
import type { Cell, Table, TableKind } from '../../reports/tables/table.ts';
import { terminalSafe } from './terminalSafe.ts';

/** What a terminal has room for; the rest stands in the report. */
const shown: readonly TableKind[] = ['results', 'comparison', 'retrieval', 'list-variance', 'latency'];

/** Prints the main tables of a report on stdout. Best figures in bold, unless `NO_COLOR` is set or it is no terminal. */
export function printTables(tables: readonly Table[], out: NodeJS.WriteStream = process.stdout): void {
  const datasets = new Set(tables.map((table) => table.dataset));
  for (const table of tables.filter(({ kind }) => shown.includes(kind))) {
    const title = datasets.size > 1 ? `${table.dataset}: ${table.title}` : table.title;
    out.write(`\n${tableText({ ...table, title })}\n`);
  }
  out.write('\n');

  function tableText(table: Table): string {
    const kept = table.rows.filter((row) => hasFigures(row, table) && !comparesLists(row, table));
    const rows = kept.map((row) => row.map(cellText));
    const labels = table.columns.map(({ label }) => terminalSafe(label));
    const widths = labels.map((label, n) =>
      Math.max(label.length, ...rows.map((row) => row[n]?.length ?? 0)),
    );
    const line = (cells: readonly string[], style?: (n: number, text: string) => string): string =>
      cells
        .map((text, n) => {
          const padded =
            table.columns[n]?.align === 'right' ? text.padStart(widths[n] ?? 0) : text.padEnd(widths[n] ?? 0);
          return style?.(n, padded) ?? padded;
        })
        .join('  ')
        .trimEnd();
    const body = kept.map((row, r) =>
      line(rows[r] ?? [], (n, text) => (row[n]?.mark === 'best' ? strong(text) : text)),
    );
    return [
      strong(terminalSafe(table.title)),
      line(labels),
      ...body,
      ...table.notes.map((note) => `! ${terminalSafe(note)}`),
    ].join('\n');
  }

  function strong(text: string): string {
    return styleText('bold', text, { stream: out, validateStream: true });
  }
}

function cellText(cell: Cell): string {
  const marks = `${cell.significant === true ? '†' : ''}${cell.incomplete === true ? ' (incomplete)' : ''}`;
  return terminalSafe(`${cell.text}${marks}${cell.detail === undefined ? '' : ` ${cell.detail}`}`);
}

/** Whether a row says anything: a measure that applies to nothing is left to the report. */
function hasFigures(row: readonly Cell[], table: Table): boolean {
  const first = row.findIndex((_cell, n) => table.columns[n]?.align === 'right');
  return row[first]?.value !== null;
}

/** Differences in retrieval measures are left to the report, too. */
function comparesLists(row: readonly Cell[], table: Table): boolean {
  return (
    table.kind === 'comparison' &&
    row.some(({ value }) => /\/(?:first|evidence|shown)@\d+$/.test(String(value)))
  );
}
