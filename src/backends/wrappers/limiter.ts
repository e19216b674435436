import type { LimitChange } from '../../ports/manifest.ts';
import { abortListeners, type WhenAborted } from '../abortListeners.ts';
import { spareTime } from '../spareTime.ts';
import type { Turn } from '../turn.ts';

/** Keeps the calls in flight on one server to a limit; all its models share it. */
export interface Limiter {
  /** A place for one call, not taken yet. Places are given out first come, first served. */
  turn(signal: AbortSignal): TimedTurn;
  /** The server is overloaded: the limit is halved, at most once a second, since calls in flight fail together. */
  overloaded(): void;
  /** A call came through: after enough of them a lowered limit is raised by one. */
  succeeded(): void;
  readonly limit: number;
  /** Latency is comparable only while the limit is the one it started with. */
  readonly history: readonly LimitChange[];
  /** Tells the listener of all changes until now, and of each to come. */
  onChange(listener: (change: LimitChange) => void): void;
}

interface TimedTurn extends Turn {
  /** Milliseconds waited so far, for the place and for the reading of the answer. */
  readonly waitedMs: number;
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
  const whenAborted = abortListeners();
  const later = spareTime();
  const listeners: ((change: LimitChange) => void)[] = [];
  let limit = 0;
  let inFlight = 0;
  let successes = 0;
  let lowered = -Infinity;

  const set = (to: number, because: LimitChange['because']): void => {
    limit = to;
    successes = 0;
    const change = { at: new Date(now()).toISOString(), limit, because };
    history.push(change);
    for (const listen of listeners) listen(change);
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
    onChange(listener) {
      for (const change of history) listener(change);
      listeners.push(listener);
    },
    overloaded() {
      successes = 0;
      if (limit === 1 || now() - lowered < settleMs) return;
      lowered = now();
      set(limit >> 1, 'overloaded');
    },
    succeeded() {
      successes += 1;
      if (limit < most && successes >= limit * 4) {
        set(limit + 1, 'restored');
        admit();
      }
    },
    turn(signal) {
      let held = false;
      let waitedMs = 0;
      const waited = async (wait: Promise<void>): Promise<void> => {
        const since = performance.now();
        await wait;
        waitedMs += performance.now() - since;
      };
      const leave = (): void => {
        if (!held) return;
        held = false;
        inFlight -= 1;
        admit();
      };
      return {
        get waitedMs() {
          return waitedMs;
        },
        begin() {
          signal.throwIfAborted();
          if (held) return undefined;
          if (inFlight < limit && queue.size === 0) {
            held = true;
            inFlight += 1;
            return undefined;
          }
          return waited(place(queue, signal, whenAborted, () => (held = true)));
        },
        end() {
          const waiting = queue.size;
          leave();
          return queue.size < waiting ? waited(new Promise(later)) : undefined;
        },
        [Symbol.dispose]: leave,
      };
    },
  };
}

function place(
  queue: Set<Waiting>,
  signal: AbortSignal,
  whenAborted: WhenAborted,
  onTaken: () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiting: Waiting = {
      go() {
        forget();
        onTaken();
        resolve();
      },
    };
    queue.add(waiting);
    const forget = whenAborted(signal, () => {
      queue.delete(waiting);
      reject(signal.reason as Error);
    });
  });
}
