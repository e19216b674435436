import { open } from 'node:fs/promises';

import type { Passage } from '../../ports/passage.ts';
import { findAnalyser } from '../analysers/findAnalyser.ts';
import { writeChunk } from './chunkFile.ts';
import { collectPostings } from './collectPostings.ts';
import { indexedText } from './indexedText.ts';

/** How the texts of an index are read. */
export interface IndexedAs {
  readonly analyser: string;
  readonly titleWeight: number;
}

/** Passages that follow each other in a passage store, to be made a chunk of an inverted index. */
export interface ChunkJob {
  /** `passages.jsonl`, and the bytes of it that hold the passages' lines. */
  readonly records: string;
  readonly from: number;
  readonly to: number;
  /** Of the first of them, in the corpus. */
  readonly position: number;
  /** The chunk file to write. */
  readonly file: string;
}

/** Makes chunks, one after the other; the vocabulary is remembered. */
export async function chunkIndexer({
  analyser,
  titleWeight,
}: IndexedAs): Promise<(job: ChunkJob) => Promise<void>> {
  const collector = collectPostings(await findAnalyser(analyser));
  return async ({ records, from, to, position, file }) => {
    const bytes = await readBytes(records, from, to);
    let next = position;
    for (let at = 0; at < bytes.length; next++) {
      const end = bytes.indexOf(10, at);
      const passage = JSON.parse(bytes.toString('utf8', at, end)) as Passage;
      collector.add(next, indexedText(passage, titleWeight));
      at = end + 1;
    }
    await writeChunk(file, collector.drain());
  };
}

async function readBytes(file: string, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(to - from);
  await using handle = await open(file);
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, from + at);
    if (bytesRead === 0) throw new RangeError(`${file} ends before byte ${to}.`);
    at += bytesRead;
  }
  return bytes;
}
