import { sha256 } from '../../io/sha256.ts';
import type { Backend } from '../../ports/backend.ts';
import type { AnswerStore } from '../store/answerStore.ts';
import type { CallKey } from '../store/callKey.ts';
import { type Called, packedAnswer, unpackedAnswer } from '../store/packedAnswer.ts';
import { lazyInOrder } from './lazyInOrder.ts';
import { mapCalls, type ModelCall } from './mapCalls.ts';
import { turns } from './turns.ts';

/**
 * The backend with a log of its calls, so that a question that was broken off goes on where it stopped. `scope` names
 * the record (cell and question): calls of other records are never answered from here, since a logged answer has no
 * latency. The n-th equal call of a record gets the n-th answer. Wrap anew for each record.
 *
 * A record is asked once in a process: what a log did not hold when it was opened is not looked for.
 */
export function withCallLog(
  backend: Backend,
  log: AnswerStore,
  { scope, repeat }: { readonly scope: string; readonly repeat: number },
): Backend {
  const turnOf = turns();
  const keyOf = (kind: string, request: unknown): CallKey => {
    // One run, one program: the members stand in one order, and need no canonical form.
    const call = sha256(JSON.stringify([kind, backend.identity, request, repeat])).slice(0, 16);
    const turn = turnOf(call);
    // The scope first: SQLite adds keys that are neighbours in half the time. The prompt stands in the record already.
    return { key: `${scope}/${call}/${turn}`, parts: { kind, scope, repeat, turn } };
  };
  const inOrder = lazyInOrder<CallKey>();
  return mapCalls(backend, async <T extends Called>({ kind, request, make }: ModelCall<T>) => {
    const keyed = inOrder(() => keyOf(kind, request));
    if (!log.fresh) {
      const { key } = keyed();
      const logged = log.get(key);
      if (logged !== undefined) return unpackedAnswer(logged, { by: 'log', key }) as T;
    }
    const called = await make();
    log.putLater(() => ({ key: keyed(), answer: packedAnswer(called) }));
    return called;
  });
}
