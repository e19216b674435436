import { backendFault } from '../fault.ts';

/** A signal that aborts with its parent or after `ms` milliseconds, and what that means. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
  /** Throws what stopped the work: the parent's reason, or a `timeout` fault. Returns when neither did. */
  throwIfStopped(): void;
}

/** Starts the clock of one call; disposing of it stops the clock. */
export function startDeadline(parent: AbortSignal, ms: number, what: string): Deadline {
  const controller = new AbortController();
  let late = false;
  const stop = (): void => controller.abort();
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, ms);
  if (parent.aborted) stop();
  else parent.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    throwIfStopped() {
      parent.throwIfAborted();
      if (late) throw backendFault('timeout', `${what}: no complete answer within ${ms / 1000} s.`);
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      parent.removeEventListener('abort', stop);
    },
  };
}
