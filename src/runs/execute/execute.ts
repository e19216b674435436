import { toError } from '../../errors.ts';
import type { RecordSink } from '../disk/openRecordSink.ts';
import { answerQuestion, type Task } from './answerQuestion.ts';
import { keepOnce } from './keepOnce.ts';

/** How far a run is. */
export interface Progress {
  readonly done: number;
  readonly failed: number;
}

/**
 * Works through the tasks, `concurrency` at a time, in their order. When `draining` aborts, no further task is
 * begun and those begun are finished; when `signal` aborts, they are given up. Memory: O(concurrency).
 * @throws RagstoneError `storage`; the signal's reason
 */
export async function execute(
  tasks: AsyncIterable<Task>,
  options: {
    readonly sink: RecordSink;
    readonly concurrency: number;
    readonly signal: AbortSignal;
    readonly draining: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
  },
): Promise<Progress> {
  const { sink, concurrency, signal, draining, onProgress } = options;
  let [running, done, failed] = [0, 0, 0];
  let fault: Error | undefined;
  let wake = (): void => {};
  const somethingEnds = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  const onAbort = (): void => wake();
  const run = async (task: Task): Promise<void> => {
    const record = await answerQuestion(task, keepOnce(sink.keep), signal);
    await sink.write(record);
    done += 1;
    if (record.status === 'failed') failed += 1;
    onProgress({ done, failed });
  };

  signal.addEventListener('abort', onAbort);
  try {
    for await (const task of tasks) {
      if (signal.aborted || draining.aborted || fault !== undefined) break;
      running += 1;
      void run(task)
        .catch((error: unknown) => {
          fault ??= toError(error);
        })
        .finally(() => {
          running -= 1;
          wake();
        });
      while (running >= concurrency && !signal.aborted) await somethingEnds();
    }
    // A method that does not heed the signal is not waited for.
    while (running > 0 && !signal.aborted) await somethingEnds();
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
  signal.throwIfAborted();
  if (fault !== undefined) throw fault;
  return { done, failed };
}
