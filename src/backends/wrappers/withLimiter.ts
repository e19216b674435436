import type { Backend, Served } from '../../ports/backend.ts';
import type { Limiter } from './limiter.ts';
import { mapCalls } from './mapCalls.ts';

/**
 * The backend with its calls kept to a server's limit. What a call waits, for its place and, where others were let in
 * first, for its answer to be read, is `served.queuedMs`, apart from the work.
 */
export function withLimiter(backend: Backend, limiter: Limiter): Backend {
  return mapCalls(backend, async ({ make }, signal) => {
    using turn = limiter.turn(signal);
    const called = await make(turn);
    limiter.succeeded();
    if (called.served.by !== 'model') return called;
    const served: Served = { ...called.served, queuedMs: called.served.queuedMs + turn.waitedMs };
    return { ...called, served };
  });
}
