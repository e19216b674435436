/**
 * What `work` makes of each item, in the items' order, while it is at work on as many as `ahead` (at least 1). Memory:
 * O(ahead). Where one fails, those begun are waited for, and its error is thrown.
 */
export async function* mapAhead<T, U>(
  items: AsyncIterable<T>,
  ahead: number,
  work: (item: T) => Promise<U>,
): AsyncGenerator<U> {
  const begun: Promise<U>[] = [];
  try {
    for await (const item of items) {
      const made = work(item);
      // Thrown when its turn comes.
      made.catch(() => undefined);
      begun.push(made);
      const first = begun.length >= ahead ? begun.shift() : undefined;
      if (first !== undefined) yield await first;
    }
    for (const made of begun) yield await made;
  } finally {
    await Promise.allSettled(begun);
  }
}
