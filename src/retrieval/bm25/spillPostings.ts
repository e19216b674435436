import { open } from 'node:fs/promises';
import path from 'node:path';

import { appendArray, readArrayPart, writeArray } from '../arrays/arrayFile.ts';
import type { SortedPostings } from './collectPostings.ts';
import { postingsFiles } from './postingsFiles.ts';
import { blockAids } from './searchAids.ts';

/** Sorted postings that were put aside on disk, oldest passages first. */
export interface SpilledPostings {
  add(sorted: SortedPostings): Promise<void>;
  /** Writes the index' postings and what makes them fast to search; returns how many there are. */
  merge(
    terms: number,
    countKind: 'u8' | 'u16' | 'u32',
    lengths: Uint32Array,
    signal: AbortSignal,
  ): Promise<number>;
}

interface Chunk {
  readonly file: string;
  readonly terms: number;
  readonly size: number;
}

/**
 * Keeps chunks in `chunkFolder`, for the caller to remove, and merges them into `folder`.
 * @param blockPostings Postings to merge in one piece (16 bytes each in memory); one term is never split.
 */
export function spillPostings(
  folder: string,
  chunkFolder: string,
  blockPostings = 4_000_000,
): SpilledPostings {
  const chunks: Chunk[] = [];
  return {
    async add({ starts, docs, counts }) {
      const file = path.join(chunkFolder, `${chunks.length}.u32`);
      const handle = await open(file, 'wx');
      try {
        await appendArray(handle, starts);
        await appendArray(handle, docs);
        await appendArray(handle, counts);
      } finally {
        await handle.close();
      }
      chunks.push({ file, terms: starts.length - 1, size: docs.length });
    },
    async merge(terms, countKind, lengths, signal) {
      const starts = await totalStarts(chunks, terms);
      await writeArray(path.join(folder, postingsFiles.starts), starts);
      await using docsFile = await open(path.join(folder, postingsFiles.docs), 'wx');
      await using countsFile = await open(path.join(folder, postingsFiles.counts(countKind)), 'wx');
      await using skipsFile = await open(path.join(folder, postingsFiles.skips), 'wx');
      await using peaksFile = await open(path.join(folder, postingsFiles.peaks), 'wx');
      const peakStarts = new Uint32Array(terms + 1);
      for (let from = 0; from < terms;) {
        signal.throwIfAborted();
        const to = blockEnd(starts, from, blockPostings);
        const { docs, counts } = await mergeBlock(chunks, starts, from, to);
        await appendArray(docsFile, docs);
        await appendArray(countsFile, narrowed(counts, countKind));
        const own = starts.subarray(from, to + 1).map((start) => start - (starts[from] ?? 0));
        const aids = blockAids({ starts: own, docs, counts }, lengths);
        await appendArray(skipsFile, aids.firsts);
        await appendArray(peaksFile, aids.pairs);
        const peaksBefore = peakStarts[from] ?? 0;
        for (let term = from; term < to; term++) {
          peakStarts[term + 1] = peaksBefore + (aids.peakStarts[term + 1 - from] ?? 0);
        }
        from = to;
      }
      await docsFile.datasync();
      await countsFile.datasync();
      await skipsFile.datasync();
      await peaksFile.datasync();
      await writeArray(path.join(folder, postingsFiles.peakStarts), peakStarts);
      return starts[terms] ?? 0;
    },
  };
}

async function totalStarts(chunks: readonly Chunk[], terms: number): Promise<Float64Array<ArrayBuffer>> {
  const starts = new Float64Array(terms + 1);
  for (const chunk of chunks) {
    await using handle = await open(chunk.file);
    const own = await readArrayPart(handle, 'u32', 0, chunk.terms + 1, chunk.file);
    for (let term = 0; term < chunk.terms; term++) {
      starts[term + 1] = (starts[term + 1] ?? 0) + (own[term + 1] ?? 0) - (own[term] ?? 0);
    }
  }
  for (let term = 1; term <= terms; term++) starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
  return starts;
}

/** The term after the last one that still fits into a block that begins with the term `from`. */
function blockEnd(starts: Float64Array, from: number, blockPostings: number): number {
  const terms = starts.length - 1;
  const limit = (starts[from] ?? 0) + blockPostings;
  let to = from + 1;
  while (to < terms && (starts[to + 1] ?? 0) <= limit) to++;
  return to;
}

async function mergeBlock(
  chunks: readonly Chunk[],
  starts: Float64Array,
  from: number,
  to: number,
): Promise<{ docs: Uint32Array<ArrayBuffer>; counts: Uint32Array<ArrayBuffer> }> {
  const base = starts[from] ?? 0;
  const next = Uint32Array.from({ length: to - from }, (_, term) => (starts[from + term] ?? 0) - base);
  const docs = new Uint32Array((starts[to] ?? 0) - base);
  const counts = new Uint32Array(docs.length);
  for (const chunk of chunks.filter(({ terms }) => terms > from)) {
    const part = await readTerms(chunk, from, Math.min(to, chunk.terms));
    const first = part.starts[0] ?? 0;
    for (let term = 0; term + 1 < part.starts.length; term++) {
      let at = next[term] ?? 0;
      const end = (part.starts[term + 1] ?? 0) - first;
      for (let read = (part.starts[term] ?? 0) - first; read < end; read++, at++) {
        docs[at] = part.docs[read] ?? 0;
        counts[at] = part.counts[read] ?? 0;
      }
      next[term] = at;
    }
  }
  return { docs, counts };
}

/** Reads the postings of some terms: they lie together. */
async function readTerms({ file, terms, size }: Chunk, from: number, to: number): Promise<SortedPostings> {
  await using handle = await open(file);
  const starts = await readArrayPart(handle, 'u32', from * 4, to - from + 1, file);
  const first = starts[0] ?? 0;
  const length = (starts.at(-1) ?? 0) - first;
  const docsAt = (terms + 1) * 4;
  const docs = await readArrayPart(handle, 'u32', docsAt + first * 4, length, file);
  const counts = await readArrayPart(handle, 'u32', docsAt + (size + first) * 4, length, file);
  return { starts, docs, counts };
}

function narrowed(
  counts: Uint32Array<ArrayBuffer>,
  kind: 'u8' | 'u16' | 'u32',
): Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> {
  if (kind === 'u8') return new Uint8Array(counts);
  return kind === 'u16' ? new Uint16Array(counts) : counts;
}
