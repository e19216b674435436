import type { Backend, Served } from '../../ports/backend.ts';
import type { Limiter } from './limiter.ts';
import { mapCalls } from './mapCalls.ts';

/** The backend with its calls kept to a server's limit; the wait is `served.queuedMs`, apart from the work. */
export function withLimiter(backend: Backend, limiter: Limiter): Backend {
  return mapCalls(backend, async ({ make }, signal) => {
    using slot = await limiter.enter(signal);
    const called = await make();
    slot.succeeded();
    if (called.served.by !== 'model') return called;
    const served: Served = { ...called.served, queuedMs: called.served.queuedMs + slot.queuedMs };
    return { ...called, served };
  });
}
