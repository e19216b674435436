import { createHash, type Hash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { type ChunkJob, chunkIndexer, type IndexedAs } from './chunkIndexer.ts';
import { chunkThreads } from './chunkThreads.ts';

/** Makes chunks of an inverted index while a passage store is being written. */
export interface ChunkMaker extends AsyncDisposable {
  /** Told what was written to the store's records, whole lines of so many passages. @throws when a chunk failed. */
  append(bytes: Uint8Array, passages: number): Promise<void>;
  /** Waits for the last chunk. Returns the files of all, in the order of the corpus. */
  finish(): Promise<readonly string[]>;
}

/**
 * Chunks are named after the sha256 of their settings and passages: one that a killed build left is not made again. They
 * do not depend on the number of threads.
 * @param options.chunkBytes Passages of so many bytes become one chunk.
 */
export function makeChunks(
  as: IndexedAs,
  records: string,
  folder: string,
  options: { readonly threads: number; readonly chunkBytes: number },
): ChunkMaker {
  const threads = chunkThreads(as, options.threads);
  const files: string[] = [];
  let begun = beginning(as);
  let [from, to, first, next] = [0, 0, 0, 0];

  async function end(make: (job: ChunkJob) => Promise<void>): Promise<void> {
    const file = path.join(folder, `${first}-${begun.digest('hex').slice(0, 32)}.chunk`);
    files.push(file);
    await mkdir(folder, { recursive: true });
    if (!(await isThere(file))) await make({ records, from, to, position: first, file });
    begun = beginning(as);
    from = to;
    first = next;
  }

  return {
    async append(bytes, passages) {
      begun.update(bytes);
      to += bytes.length;
      next += passages;
      if (to - from >= options.chunkBytes) await end((job) => threads.add(job));
    },
    async finish() {
      // A corpus of one chunk is not worth the start of a thread.
      const alone = files.length === 0;
      if (to > from) await end(async (job) => (alone ? (await chunkIndexer(as))(job) : threads.add(job)));
      await threads.finish();
      return files;
    },
    [Symbol.asyncDispose]: () => threads[Symbol.asyncDispose](),
  };
}

function beginning({ analyser, titleWeight }: IndexedAs): Hash {
  return createHash('sha256').update(`${analyser} ${titleWeight}\n`);
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
