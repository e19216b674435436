import type { WhenAborted } from '../abortListeners.ts';
import { backendFault } from '../fault.ts';

/** The end of a call: when its parent signal aborts, or after some milliseconds. */
export interface Deadline extends Disposable {
  /** Has `stop` called when the call must end; at once where it must already. The last `stop` counts. */
  onStop(stop: () => void): void;
  /** Throws what stopped the work: the parent's reason, or a `timeout` fault. Returns when neither did. */
  throwIfStopped(): void;
}

/** Starts the clock of one call; disposing of it stops the clock. */
export function startDeadline(
  whenAborted: WhenAborted,
  parent: AbortSignal,
  ms: number,
  what: string,
): Deadline {
  let stopped: 'aborted' | 'late' | undefined;
  let onStop = (): void => undefined;
  const end = (how: 'aborted' | 'late'): void => {
    stopped ??= how;
    onStop();
  };
  const timer = setTimeout(end, ms, 'late');
  const forget = whenAborted(parent, () => end('aborted'));
  return {
    onStop(stop) {
      onStop = stop;
      if (stopped !== undefined) stop();
    },
    throwIfStopped() {
      parent.throwIfAborted();
      if (stopped === 'late')
        throw backendFault('timeout', `${what}: no complete answer within ${ms / 1000} s.`);
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      forget();
    },
  };
}
