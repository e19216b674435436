import { isRagstoneError, toError, type ErrorCode } from '../../errors.ts';
import { terminalSafe } from './terminalSafe.ts';

/** Mistakes in what was asked for: nothing was started. */
const usageCodes: ReadonlySet<ErrorCode> = new Set([
  'usage',
  'unknown-name',
  'mismatch',
  'unsupported',
  'missing-data',
]);

/** Prints an error on stderr and gives the exit status: 2 for usage and configuration, 130 when interrupted, else 1. */
export function reportError(thrown: unknown): number {
  const error = toError(thrown);
  if (!isRagstoneError(error)) {
    process.stderr.write(`${terminalSafe(error.stack ?? error.message)}\n`);
    return 1;
  }
  if (error.code === 'interrupted') {
    process.stderr.write(`${terminalSafe(error.message)}\n`);
    return 130;
  }
  process.stderr.write(`error (${error.code}): ${terminalSafe(error.message)}\n`);
  if (error.code === 'internal') process.stderr.write(`${terminalSafe(error.stack ?? '')}\n`);
  return usageCodes.has(error.code) ? 2 : 1;
}
