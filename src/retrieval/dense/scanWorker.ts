import { parentPort, workerData } from 'node:worker_threads';

import { toError } from '../../errors.ts';
import { openRangeScan } from './openRangeScan.ts';
import type { RangeScan, ScanQuery, ScanRange } from './rangeScan.ts';
import type { ScanAnswer } from './scanThread.ts';

/** Scans its range for the queries that it is sent, one message after the other. */
let scan: RangeScan | undefined;

parentPort?.on('message', (queries: readonly ScanQuery[]) => {
  parentPort?.postMessage(answer(queries), []);
});

function answer(queries: readonly ScanQuery[]): ScanAnswer {
  try {
    scan ??= openRangeScan(workerData as ScanRange);
    return { hits: scan.search(queries) };
  } catch (error) {
    return { failed: toError(error).message };
  }
}
