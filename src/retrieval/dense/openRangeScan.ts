import type { RangeScan, ScanRange } from './rangeScan.ts';
import { scanCodes } from './scanCodes.ts';
import { scanFloats } from './scanFloats.ts';

/** The scan that suits how the vectors are stored. */
export function openRangeScan(range: ScanRange): RangeScan {
  return range.vectors.store === 'int8' ? scanCodes(range) : scanFloats(range);
}
