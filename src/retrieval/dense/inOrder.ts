/**
 * Runs `work` on items, up to `limit` at once, and yields the results in the items' order. When one fails, or nobody
 * takes the results any more, the others are aborted and waited for.
 */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  limit: number,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  signal: AbortSignal,
): AsyncGenerator<R> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const running: Promise<R>[] = [];
  try {
    for (const item of items) {
      const started = work(item, both);
      // Whoever fails first is thrown when its turn comes; until then nobody looks.
      started.catch(() => undefined);
      running.push(started);
      if (running.length < limit) continue;
      yield await takeFirst(running);
    }
    while (running.length > 0) yield await takeFirst(running);
  } finally {
    stop.abort(new Error('No longer needed.'));
    await Promise.allSettled(running);
  }
}

function takeFirst<R>(running: Promise<R>[]): Promise<R> {
  const [first] = running.splice(0, 1);
  if (first === undefined) throw new TypeError('Nothing is running.');
  return first;
}
