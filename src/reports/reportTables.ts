import type { Summary } from './summary.ts';
import { comparisonTable } from './tables/comparisonTable.ts';
import { latencyTable, stagesTable } from './tables/latencyTables.ts';
import { resultsTable, retrievalTable } from './tables/resultsTable.ts';
import { slicesTable } from './tables/slicesTable.ts';
import type { Table } from './tables/table.ts';
import { environmentsTable, listVarianceTable, measureVarianceTable } from './tables/varianceTables.ts';
import { recordsTable, workTable } from './tables/workTable.ts';

/** All tables of a report as plain data, dataset by dataset, the most important first. */
export function reportTables(summary: Summary): readonly Table[] {
  return summary.datasets.flatMap((dataset) =>
    [
      resultsTable(dataset),
      comparisonTable(dataset),
      retrievalTable(dataset),
      listVarianceTable(dataset),
      measureVarianceTable(dataset),
      environmentsTable(dataset),
      latencyTable(summary, dataset),
      stagesTable(summary, dataset),
      workTable(dataset),
      slicesTable(dataset),
      recordsTable(dataset),
    ].filter((table) => table !== undefined),
  );
}
