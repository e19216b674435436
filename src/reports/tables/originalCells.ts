import type { CellSummary, DatasetSummary } from '../summary.ts';

/** The cells in which systems are compared: `original`, or each system's first environment. */
export function originalCells(dataset: DatasetSummary): readonly CellSummary[] {
  const systems = [...new Set(dataset.cells.map(({ system }) => system))];
  return systems.flatMap((system) => {
    const own = dataset.cells.filter((cell) => cell.system === system);
    return own.find(({ environment }) => environment === 'original') ?? own[0] ?? [];
  });
}
