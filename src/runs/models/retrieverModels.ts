import type { AnswerStore } from '../../backends/store/answerStore.ts';
import type { Limiter } from '../../backends/wrappers/limiter.ts';
import { withCache } from '../../backends/wrappers/withCache.ts';
import { withLimiter } from '../../backends/wrappers/withLimiter.ts';
import { withRetry } from '../../backends/wrappers/withRetry.ts';
import type { Models } from '../../retrieval/retrieverDefinition.ts';
import { keyedRandom } from '../../statistics/keyedRandom.ts';
import type { Cast } from '../plan/castRoles.ts';

/**
 * A retriever's models by role, for building its index and for its searches: cache → limit of the server → retries →
 * one attempt. They keep no log: a query's vector is made again when a run goes on.
 */
export function retrieverModels(
  { roles, backends }: Cast,
  path: {
    readonly limiters: Readonly<Record<string, Limiter>>;
    readonly cache: AnswerStore | undefined;
    readonly seed: number;
  },
): Models {
  return Object.fromEntries(
    Object.entries(backends).map(([role, backend]) => {
      const limiter = path.limiters[roles[role] ?? ''];
      const retrying = withRetry(backend, {
        random: keyedRandom(path.seed, 'retry', 'retriever', role),
        onFault: (fault) => {
          if (fault.fault === 'overloaded') limiter?.overloaded();
        },
      });
      const limited = limiter === undefined ? retrying : withLimiter(retrying, limiter);
      return [role, path.cache === undefined ? limited : withCache(limited, path.cache, { repeat: 0 })];
    }),
  );
}
