import type { Cell } from './table.ts';

/** Marks the best and the second best of each column of numbers; equals share a mark. One row alone gets none. */
export function withMarks(
  rows: readonly (readonly Cell[])[],
  columns: readonly number[],
): readonly (readonly Cell[])[] {
  if (rows.length < 2) return rows;
  const ranked = new Map(
    columns.map((column) => {
      const values = rows.map((row) => row[column]?.value).filter((value) => typeof value === 'number');
      return [column, [...new Set(values)].sort((a, b) => b - a)];
    }),
  );
  return rows.map((row) =>
    row.map((cell, column): Cell => {
      const [best, second] = ranked.get(column) ?? [];
      if (best === undefined || typeof cell.value !== 'number') return cell;
      if (cell.value === best) return { ...cell, mark: 'best' };
      return cell.value === second ? { ...cell, mark: 'second' } : cell;
    }),
  );
}
