import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { toError } from '../../errors.ts';
import { siblingModule } from '../../io/siblingModule.ts';
import { type ChunkJob, chunkIndexer, type IndexedAs } from './chunkIndexer.ts';

/** Makes chunks of an index, several at a time. */
export interface ChunkThreads extends AsyncDisposable {
  /** Takes a job as soon as a thread is free. @throws what went wrong with an earlier one. */
  add(job: ChunkJob): Promise<void>;
  /** Waits for all jobs. @throws what went wrong with one of them. */
  finish(): Promise<void>;
}

type Make = (job: ChunkJob) => Promise<void>;

/** @param threads How many worker threads to use; 0: the thread that asks does the work. They start when needed. */
export function chunkThreads(as: IndexedAs, threads: number): ChunkThreads {
  const workers: Worker[] = [];
  const idle: Make[] = [];
  const running = new Set<Promise<void>>();
  let failure: Error | undefined;

  async function freeThread(): Promise<Make> {
    for (;;) {
      if (failure !== undefined) throw failure;
      const free = idle.pop();
      if (free !== undefined) return free;
      if (threads === 0) return await chunkIndexer(as);
      if (workers.length < threads) {
        const worker = new Worker(siblingModule(import.meta.url, 'chunkWorker'), { workerData: as });
        workers.push(worker);
        return (job) => ask(worker, job);
      }
      await Promise.race(running);
    }
  }

  async function run(make: Make, job: ChunkJob): Promise<void> {
    try {
      await make(job);
      idle.push(make);
    } catch (error) {
      failure ??= toError(error);
    }
  }

  return {
    async add(job) {
      const make = await freeThread();
      const work = run(make, job).finally(() => running.delete(work));
      running.add(work);
      if (threads === 0) await work;
    },
    async finish() {
      await Promise.all(running);
      if (failure !== undefined) throw failure;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

async function ask(worker: Worker, job: ChunkJob): Promise<void> {
  worker.postMessage(job, []);
  const [answer] = (await once(worker, 'message')) as [{ readonly error?: unknown }];
  if (answer.error !== undefined) throw toError(answer.error);
}
