import type { AnswerStore } from '../../backends/store/answerStore.ts';
import type { Limiter } from '../../backends/wrappers/limiter.ts';
import { withCache } from '../../backends/wrappers/withCache.ts';
import { withCallLog } from '../../backends/wrappers/withCallLog.ts';
import { withLimiter } from '../../backends/wrappers/withLimiter.ts';
import { withRetry } from '../../backends/wrappers/withRetry.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Random } from '../../ports/random.ts';
import { keyedRandom } from '../../statistics/keyedRandom.ts';
import type { PlannedSystem } from '../plan/resolveSystems.ts';

/** What stands between a method and the servers. */
export interface CallPath {
  readonly limiters: Readonly<Record<string, Limiter>>;
  /** The run's own log of calls: a question that was broken off does not pay twice. */
  readonly log: AnswerStore;
  /** The cache that outlives runs, where the experiment asks for it. */
  readonly cache: AnswerStore | undefined;
  readonly seed: number;
}

/**
 * A system's backends for one record, by role: log of calls → cache → limit of the server → retries → one attempt. A call that
 * waits for its next try keeps its slot: the server is not asked for more meanwhile.
 */
export function recordBackends(
  system: PlannedSystem,
  record: { readonly cell: string; readonly question: string; readonly repeat: number },
  { limiters, log, cache, seed }: CallPath,
): Readonly<Record<string, Backend>> {
  const scope = `${record.cell} ${record.question}`;
  return Object.fromEntries(
    Object.entries(system.backends).map(([role, backend]) => {
      const limiter = limiters[system.roles[role] ?? ''];
      let random: Random | undefined;
      const retrying = withRetry(backend, {
        // Hardly ever drawn from, and dear to make.
        random: { unit: () => (random ??= keyedRandom(seed, 'retry', scope, role)).unit() },
        onFault: (fault) => {
          if (fault.fault === 'overloaded') limiter?.overloaded();
        },
      });
      const limited = limiter === undefined ? retrying : withLimiter(retrying, limiter);
      const cached = cache === undefined ? limited : withCache(limited, cache, { repeat: record.repeat });
      return [role, withCallLog(cached, log, { scope: `${scope} ${role}`, repeat: record.repeat })];
    }),
  );
}
