import { stringify } from 'csv-stringify/sync';
import type { Table } from '../tables/table.ts';

/**
 * A table as CSV: full names as heading, numbers not rounded, an interval in two columns of its own. Text that a
 * spreadsheet would take for a formula is quoted by an apostrophe.
 */
export function csvOfTable(table: Table): string {
  const hasInterval = table.columns.map((_, column) =>
    table.rows.some((row) => row[column]?.interval !== undefined),
  );
  const header = table.columns.flatMap(({ name }, column) =>
    hasInterval[column] === true ? [name, `${name} low`, `${name} high`] : [name],
  );
  const rows = table.rows.map((row) =>
    row.flatMap(({ value, interval }, column) =>
      hasInterval[column] === true ? [value, interval?.low ?? null, interval?.high ?? null] : [value],
    ),
  );
  return stringify([header, ...rows], { escape_formulas: true });
}
