/** Calls `stop` when the signal aborts; at once where it has aborted already. The function it gives takes that back. */
export type WhenAborted = (signal: AbortSignal, stop: () => void) => () => void;

/**
 * Listens to each signal once, for however many calls. A signal looks through all its listeners when one is added or
 * removed, and a run has one signal for all its calls in flight.
 */
export function abortListeners(): WhenAborted {
  const listening = new WeakMap<AbortSignal, Set<() => void>>();
  return (signal, stop) => {
    if (signal.aborted) {
      stop();
      return () => undefined;
    }
    let stops = listening.get(signal);
    if (stops === undefined) {
      const all = new Set<() => void>();
      signal.addEventListener('abort', () => all.forEach((each) => each()), { once: true });
      listening.set(signal, all);
      stops = all;
    }
    const all = stops;
    all.add(stop);
    return () => all.delete(stop);
  };
}
