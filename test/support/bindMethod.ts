import type { Backend } from '../../src/ports/backend.ts';
import type { Budget } from '../../src/ports/budget.ts';
import type { Retriever } from '../../src/ports/retriever.ts';
import type { Roles } from '../../src/ports/roles.ts';
import { recordTools, type RecordTools } from '../../src/runs/instrument/recordTools.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';

/** The real tools of one record over what a test gives; texts are kept as they are. */
export function bindMethod<R extends Roles>(given: {
  readonly retriever?: Retriever;
  readonly backends: Readonly<Record<keyof R & string, Backend>>;
  readonly budget?: Budget;
}): RecordTools<R> {
  return recordTools<R>({
    retriever: given.retriever,
    backends: given.backends,
    budget: given.budget ?? {},
    random: keyedRandom(1, 'test'),
    signal: new AbortController().signal,
    keep: (text) => text,
  });
}
