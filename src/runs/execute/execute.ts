import { toError } from '../../errors.ts';
import type { RecordSink } from '../disk/openRecordSink.ts';
import { answerQuestion, type Task } from './answerQuestion.ts';

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
  const running = new Set<Promise<void>>();
  let [done, failed] = [0, 0];
  let fault: Error | undefined;
  const run = async (task: Task): Promise<void> => {
    const record = await answerQuestion(task, sink.keep, signal);
    await sink.write(record);
    done += 1;
    if (record.status === 'failed') failed += 1;
    onProgress({ done, failed });
  };
  for await (const task of tasks) {
    if (signal.aborted || draining.aborted || fault !== undefined) break;
    const work = run(task)
      .catch((error: unknown) => {
        fault ??= toError(error);
      })
      .finally(() => running.delete(work));
    running.add(work);
    if (running.size >= concurrency) await Promise.race(running);
  }
  await Promise.all(running);
  signal.throwIfAborted();
  if (fault !== undefined) throw fault;
  return { done, failed };
}
