import { setTimeout as wait } from 'node:timers/promises';
import type { Backend, Retry, Served } from '../../ports/backend.ts';
import type { Random } from '../../ports/random.ts';
import { backendFault, type Fault, faultOf, mayPass } from '../fault.ts';
import type { Called } from '../store/packedAnswer.ts';
import type { TurnTaking } from '../turn.ts';
import { mapCallsInTurn } from './mapCalls.ts';

export interface RetryOptions {
  /** Decides how long to wait: waits are spread so that calls that failed together do not come back together. */
  readonly random: Pick<Random, 'unit'>;
  /** Tries in all. Default 5. */
  readonly attempts?: number;
  /** Milliseconds: the first wait is at most `base`, each further one at most twice as long. Default 500. */
  readonly base?: number;
  /** Milliseconds: no wait is longer, not even where the server asks for it. Default 60,000. */
  readonly longest?: number;
  /** Told of each failure that may pass, as it happens. */
  readonly onFault?: (fault: Fault) => void;
}

/**
 * Tries again where a failure may pass: connections, timeouts, 429 and 5xx, broken answers. Waits as long as the server
 * asks for, else a random time (AWS's "full jitter"). `served.retries` keeps causes and waits.
 * @throws RagstoneError the last failure, with the number of tries
 */
export function withRetry(backend: Backend, options: RetryOptions): TurnTaking {
  const { random, attempts = 5, base = 500, longest = 60_000, onFault } = options;
  return mapCallsInTurn(backend, async ({ make }, signal) => {
    const retries: Retry[] = [];
    for (;;) {
      try {
        return retried(await make(), retries);
      } catch (error) {
        const fault = faultOf(error);
        if (fault === undefined || !mayPass(fault)) throw error;
        onFault?.(fault);
        if (retries.length + 1 >= attempts) throw gaveUp(fault, error, attempts);
        const bound = Math.min(longest, base * 2 ** retries.length);
        const ms = Math.min(longest, fault.retryAfterMs ?? random.unit() * bound);
        await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
        retries.push({ because: fault.fault, waitedMs: ms });
      }
    }
  });
}

function retried<T extends Called>(called: T, retries: readonly Retry[]): T {
  if (retries.length === 0 || called.served.by !== 'model') return called;
  const served: Served = { ...called.served, retries: [...called.served.retries, ...retries] };
  return { ...called, served };
}

function gaveUp(fault: Fault, error: unknown, attempts: number): Error {
  const message = error instanceof Error ? error.message : String(error);
  return backendFault(
    fault,
    attempts === 1 ? message : `${message} Given up after ${attempts} tries.`,
    error,
  );
}
