import type { Counts } from './summary.ts';

/** Whether a cell's numbers may still change: some records are missing or failed through no fault of the method. */
export function isIncomplete(counts: Counts): boolean {
  return counts.missing > 0 || counts.failedByInfrastructure > 0;
}
