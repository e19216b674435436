import { RagstoneError } from '../../errors.ts';

/** The two ways of stopping: finish what is begun, or give it up. */
export interface StopSignals extends Disposable {
  readonly draining: AbortSignal;
  readonly signal: AbortSignal;
}

/** The first Ctrl-C (or SIGTERM) drains, the second stops. */
export function stopSignals(): StopSignals {
  const drain = new AbortController();
  const stop = new AbortController();
  const onSignal = (): void => {
    if (drain.signal.aborted) {
      stop.abort(
        new RagstoneError(
          'interrupted',
          'Stopped. What was finished is on disk; go on with: ragstone run --resume',
        ),
      );
    } else {
      process.stderr.write('\nFinishing the questions that are begun; press Ctrl-C again to stop at once.\n');
      drain.abort();
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    draining: drain.signal,
    signal: stop.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
