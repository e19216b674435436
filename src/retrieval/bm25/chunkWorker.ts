import { parentPort, workerData } from 'node:worker_threads';

import { type ChunkJob, chunkIndexer, type IndexedAs } from './chunkIndexer.ts';

// A thread that makes chunks, one at a time; it answers when a chunk is on the disk.
const index = chunkIndexer(workerData as IndexedAs);
parentPort?.on('message', (job: ChunkJob) => {
  void index
    .then((make) => make(job))
    .then(
      () => parentPort?.postMessage({ made: true }, []),
      (error: unknown) => parentPort?.postMessage({ error }, []),
    );
});
