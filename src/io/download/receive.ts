import { setTimeout as delay } from 'node:timers/promises';
import { RagstoneError } from '../../errors.ts';
import { attempt, type Wanted } from './attempt.ts';
import type { PartFile } from './openPart.ts';
import type { Http } from './requestBytes.ts';

export interface Patience {
  /** Failures in a row, without a new byte between them, that are put up with. */
  readonly retries: number;
  /** Milliseconds before the n-th try again (from 1), where the server does not say. */
  readonly waitMs: (failure: number) => number;
}

/**
 * Requests an address until all its bytes are in the part. The part stays when it is given up, to be continued later.
 * @throws RagstoneError `download`, `storage`; the signal's reason when aborted.
 */
export async function receive(
  part: PartFile,
  address: string,
  wanted: Wanted,
  http: Http,
  patience: Patience,
  received: () => void,
): Promise<void> {
  let furthest = part.bytes;
  let failures = 0;
  for (;;) {
    const attempted = await attempt(part, address, wanted, http, received);
    if (attempted.done) return;
    // A server that always breaks off at the same byte makes no headway, however much it sends.
    failures = part.bytes > furthest ? 1 : failures + 1;
    furthest = Math.max(furthest, part.bytes);
    if (failures > patience.retries) {
      throw new RagstoneError(
        'download',
        `${address}: gave up after ${failures} failures: ${attempted.because}.`,
        {
          input: address,
        },
      );
    }
    await delay(attempted.waitMs ?? patience.waitMs(failures), undefined, { signal: http.signal }).catch(() =>
      http.signal.throwIfAborted(),
    );
  }
}
