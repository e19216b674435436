import { Worker } from 'node:worker_threads';

import { siblingModule } from '../../io/siblingModule.ts';
import type { HnswSettings } from './denseSettings.ts';
import { emptyGraph } from './emptyGraph.ts';
import type { StoredVectors } from './storedVectors.ts';

export interface GraphToBuild {
  readonly vectors: StoredVectors;
  readonly hnsw: HnswSettings;
  /** Where it goes; what is there is replaced. */
  readonly file: string;
}

/**
 * Builds a graph over the vectors of an index, in one thread besides the caller's: the same vectors, settings and seed
 * make the same graph. It lies in memory while it is built.
 * @throws RagstoneError `unsupported` where usearch is not installed; the signal's reason
 */
export async function buildGraph(
  graph: GraphToBuild,
  options: { readonly signal: AbortSignal; readonly onProgress: (passages: number) => void },
): Promise<void> {
  const { signal, onProgress } = options;
  signal.throwIfAborted();
  // What is missing is said here: an error of a thread arrives without its class.
  await emptyGraph(graph.vectors.dimensions, graph.vectors.store, graph.hnsw);
  const worker = new Worker(siblingModule(import.meta.url, 'graphWorker'), { workerData: graph });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  worker.on('message', onProgress);
  worker.on('error', reject);
  worker.on('exit', (code) =>
    code === 0 ? resolve() : reject(new Error(`The graph was not built: the thread ended with ${code}.`)),
  );
  try {
    await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
