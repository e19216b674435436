/** Keeps the last `size` results of an expensive question, and asks no question twice at once. */
export function recall<T>(size: number): (key: string, ask: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return async (key, ask) => {
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const asked = ask();
    kept.set(key, asked);
    const oldest = kept.keys().next();
    if (kept.size > size && oldest.done === false) kept.delete(oldest.value);
    try {
      return await asked;
    } catch (error) {
      if (kept.get(key) === asked) kept.delete(key);
      throw error;
    }
  };
}
