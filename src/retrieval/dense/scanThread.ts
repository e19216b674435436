import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { RagstoneError } from '../../errors.ts';
import { siblingModule } from '../../io/siblingModule.ts';
import type { Hit } from '../bm25/topK.ts';
import type { ScanQuery, ScanRange } from './rangeScan.ts';

export type ScanAnswer = { readonly hits: readonly (readonly Hit[])[] } | { readonly failed: string };

/** A thread that scans a range. One request at a time. */
export interface ScanThread extends AsyncDisposable {
  search(queries: readonly ScanQuery[]): Promise<readonly (readonly Hit[])[]>;
}

/** @throws RagstoneError `bad-file` from `search`, when the vectors cannot be read. */
export function startScanThread(range: ScanRange): ScanThread {
  const worker = new Worker(siblingModule(import.meta.url, 'scanWorker'), { workerData: range });
  const ended = new AbortController();
  worker.on('error', (error) => ended.abort(error));
  worker.on('exit', () => ended.abort(new RagstoneError('internal', 'A thread that searches has ended.')));
  return {
    async search(queries) {
      ended.signal.throwIfAborted();
      worker.postMessage(queries, []);
      const [answer] = (await once(worker, 'message', { signal: ended.signal }).catch((error: unknown) => {
        // What is thrown for a signal is not its reason.
        ended.signal.throwIfAborted();
        throw error;
      })) as [ScanAnswer];
      if ('hits' in answer) return answer.hits;
      throw new RagstoneError('bad-file', `The vectors cannot be searched: ${answer.failed}`, {
        place: { file: range.vectors.folder },
      });
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
