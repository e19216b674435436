/** How many calls may be in flight, and since when. */
interface LimitChange {
  /** ISO 8601. */
  readonly at: string;
  readonly limit: number;
  readonly because: 'start' | 'overloaded' | 'restored';
}

/** Keeps the calls in flight on one server to a limit; all its models share it. */
export interface Limiter {
  /** Waits for a slot, first come, first served. @throws the signal's reason when it aborts before */
  enter(signal: AbortSignal): Promise<Slot>;
  /** The server is overloaded: the limit is halved, at most once a second, since calls in flight fail together. */
  overloaded(): void;
  readonly limit: number;
  /** Latency in a cell is comparable only if it has one entry from before the cell began. */
  readonly history: readonly LimitChange[];
}

/** A place in flight; disposing of it gives it back. */
interface Slot extends Disposable {
  readonly queuedMs: number;
  /** The call came through: after enough of them a lowered limit is raised by one. */
  succeeded(): void;
}

interface Waiting {
  readonly go: () => void;
}

const settleMs = 1000;

/**
 * A limiter of `concurrency` calls, at least 1. After a lowering, each 4 × limit calls that come through raise it by
 * one. `now` = milliseconds since 1970.
 */
export function openLimiter(concurrency: number, now: () => number = Date.now): Limiter {
  const queue = new Set<Waiting>();
  const history: LimitChange[] = [];
  let limit = 0;
  let inFlight = 0;
  let successes = 0;
  let lowered = -Infinity;

  const set = (to: number, because: LimitChange['because']): void => {
    limit = to;
    successes = 0;
    history.push({ at: new Date(now()).toISOString(), limit, because });
  };
  const admit = (): void => {
    for (const waiting of queue) {
      if (inFlight >= limit) return;
      queue.delete(waiting);
      inFlight += 1;
      waiting.go();
    }
  };
  set(Math.max(1, Math.floor(concurrency)), 'start');
  const most = limit;

  return {
    get limit() {
      return limit;
    },
    history,
    overloaded() {
      successes = 0;
      if (limit === 1 || now() - lowered < settleMs) return;
      lowered = now();
      set(limit >> 1, 'overloaded');
    },
    async enter(signal) {
      signal.throwIfAborted();
      const since = performance.now();
      if (inFlight < limit && queue.size === 0) {
        inFlight += 1;
      } else await turn(queue, signal);
      const queuedMs = performance.now() - since;
      return {
        queuedMs,
        succeeded() {
          successes += 1;
          if (limit < most && successes >= limit * 4) {
            set(limit + 1, 'restored');
            admit();
          }
        },
        [Symbol.dispose]() {
          inFlight -= 1;
          admit();
        },
      };
    },
  };
}

function turn(queue: Set<Waiting>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      queue.delete(waiting);
      reject(signal.reason as Error);
    };
    const waiting: Waiting = {
      go() {
        signal.removeEventListener('abort', leave);
        resolve();
      },
    };
    signal.addEventListener('abort', leave, { once: true });
    queue.add(waiting);
  });
}
