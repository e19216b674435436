import { RagstoneError } from '../../errors.ts';
import { openSharedCache } from '../../backends/wrappers/openSharedCache.ts';

/** `ragstone cache stats`. */
export async function cacheStats(json: boolean): Promise<void> {
  using cache = await openSharedCache();
  const stats = cache.stats();
  const { calls, bytes, oldest = 'never', newest = 'never' } = stats;
  process.stdout.write(
    json
      ? `${JSON.stringify(stats)}\n`
      : `${calls} answers, ${bytes} bytes, oldest ${oldest}, newest ${newest}\n`,
  );
}

/** `ragstone cache explain`. @throws RagstoneError `usage` for a key that it does not hold */
export async function cacheExplain(key: string): Promise<void> {
  using cache = await openSharedCache();
  const call = cache.explain(key);
  if (call === undefined) {
    throw new RagstoneError('usage', `The shared cache holds no answer under ${key}.`, { input: key });
  }
  process.stdout.write(`${JSON.stringify(call, undefined, 2)}\n`);
}

/** `ragstone cache clear`. */
export async function cacheClear(): Promise<void> {
  using cache = await openSharedCache();
  process.stdout.write(`${cache.clear()} answers removed\n`);
}
