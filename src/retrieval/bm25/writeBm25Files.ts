import { readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';

import type { Corpus } from '../../ports/dataset.ts';
import type { WriteOptions, WrittenIndex } from '../retrieverDefinition.ts';
import { createPassageWriter } from '../store/createPassageWriter.ts';
import { storeFiles } from '../store/storeFiles.ts';
import type { IndexedAs } from './chunkIndexer.ts';
import { makeChunks } from './makeChunks.ts';
import { mergeChunks } from './mergeChunks.ts';

/** Of passages: some 150 MB of memory for the thread that makes a chunk of them. */
const defaultChunkBytes = 2 ** 25;

/** More threads than this outrun whoever reads the corpus. */
const mostThreads = 4;

const chunksFolder = 'chunks';

/**
 * Streams a corpus into a passage store, makes chunks of an inverted index from what lies there, in threads, and merges
 * them. Memory: 28 bytes a passage, the vocabulary, and in each thread the vocabulary and a chunk.
 *
 * The folder may hold what a build left that was killed: its chunks are used again where their passages are the same,
 * the rest is written anew.
 */
export async function writeBm25Files(
  corpus: Corpus,
  as: IndexedAs,
  folder: string,
  options: WriteOptions,
  chunkBytes = defaultChunkBytes,
): Promise<WrittenIndex> {
  for (const name of await readdir(folder)) {
    if (name !== chunksFolder) await rm(path.join(folder, name), { recursive: true });
  }
  const { files, ...stored } = await storeAndChunk(corpus, as, folder, { ...options, chunkBytes });
  options.onProgress?.({ phase: 'merging', passages: stored.passages });
  const counts = await mergeChunks(files, folder, options.signal);
  await rm(path.join(folder, chunksFolder), { recursive: true, force: true });
  return { ...stored, counts };
}

async function storeAndChunk(
  corpus: Corpus,
  as: IndexedAs,
  folder: string,
  options: WriteOptions & { readonly chunkBytes: number },
): Promise<Omit<WrittenIndex, 'counts'> & { readonly files: readonly string[] }> {
  const { signal, onProgress = () => {}, chunkBytes } = options;
  const threads = options.threads ?? Math.min(mostThreads, availableParallelism() - 1);
  await using writer = await createPassageWriter(folder, options);
  const records = path.join(folder, storeFiles.records);
  await using chunks = makeChunks(as, records, path.join(folder, chunksFolder), {
    threads,
    chunkBytes,
  });
  let [passages, told] = [0, 0];
  for await (const passage of corpus.passages(signal)) {
    const full = writer.add(passage);
    passages++;
    if (!full) continue;
    signal.throwIfAborted();
    await chunks.append(await writer.flush(), passages - told);
    told = passages;
    onProgress({ phase: 'reading', passages });
  }
  signal.throwIfAborted();
  await chunks.append(await writer.flush(), passages - told);
  const files = await chunks.finish();
  return { ...(await writer.finish()), files };
}
