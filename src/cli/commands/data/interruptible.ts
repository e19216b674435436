import { RagstoneError } from '../../../errors.ts';

/** A signal that Ctrl-C or SIGTERM aborts with `interrupted` and this message. */
export function interruptible(message: string): Disposable & { readonly signal: AbortSignal } {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort(new RagstoneError('interrupted', message));
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  return {
    signal: stop.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
