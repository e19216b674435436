import path from 'node:path';
import { home } from '../../io/home.ts';
import type { Backend } from '../../ports/backend.ts';
import type { AnswerStore } from '../store/answerStore.ts';
import { callKey } from '../store/callKey.ts';
import { type Called, packedAnswer, unpackedAnswer } from '../store/packedAnswer.ts';
import { mapCalls, type ModelCall } from './mapCalls.ts';

/**
 * The backend with a cache that outlives runs; nothing is evicted. What is sampled without a seed is never kept: its
 * answer does not follow from its request.
 */
export function withCache(
  backend: Backend,
  cache: AnswerStore,
  { repeat }: { readonly repeat: number },
): Backend {
  return mapCalls(backend, async <T extends Called>({ kind, request, make }: ModelCall<T>) => {
    if (kind === 'generate' && isChance(request)) return make();
    const key = callKey(kind, backend.identity, request, { repeat });
    const cached = cache.get(key.key);
    if (cached !== undefined) return unpackedAnswer(cached, { by: 'cache', key: key.key }) as T;
    const called = await make();
    cache.put(key, packedAnswer(called));
    return called;
  });
}

/** Where the shared cache lies. */
export function sharedCachePath(environment?: NodeJS.ProcessEnv): string {
  return path.join(home(environment), 'answers.sqlite');
}

function isChance(request: unknown): boolean {
  const { temperature = 0, seed } = request as { readonly temperature?: number; readonly seed?: number };
  return temperature > 0 && seed === undefined;
}
