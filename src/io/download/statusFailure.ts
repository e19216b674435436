import { RagstoneError } from '../../errors.ts';
import type { Attempted } from './attempted.ts';
import type { Headers } from './requestBytes.ts';

const passing: ReadonlySet<number> = new Set([
  408, 421, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524,
]);
const longestWaitMs = 60_000;

/** What to do about an answer without a file. @throws RagstoneError `download` where trying again is of no use. */
export function statusFailure(address: string, status: number, headers: Headers): Attempted {
  if (passing.has(status)) {
    const seconds = Number(headers['retry-after'] ?? Number.NaN);
    const waitMs =
      Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, longestWaitMs) : undefined;
    return { done: false, because: `the server answered ${status}`, ...(waitMs !== undefined && { waitMs }) };
  }
  throw new RagstoneError('download', `${address}: the server answered ${status}${hint(status)}.`, {
    input: address,
  });
}

function hint(status: number): string {
  if (status === 401 || status === 403) return ' (not allowed: a gated Hugging Face dataset needs HF_TOKEN)';
  if (status === 404 || status === 410) return ' (there is no such file any more)';
  return '';
}
