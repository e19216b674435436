import { detached } from './detached.ts';

/**
 * Remembers `compute`'s answers for up to `limit` keys, then forgets them all and starts again: cheaper than
 * tracking which key was used last, and the frequent keys are back at once.
 */
export function boundedCache<V>(compute: (key: string) => V, limit = 1_048_576): (key: string) => V {
  const known = new Map<string, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= limit) known.clear();
    const kept = detached(key);
    const value = compute(kept);
    known.set(kept, value);
    return value;
  };
}
