import { type FileHandle, open, rename } from 'node:fs/promises';

import { appendArray, type ArrayOf, readArrayPart } from '../arrays/arrayFile.ts';
import { growableUint16, growableUint32 } from '../arrays/growable.ts';
import { unitsText } from '../arrays/unitsText.ts';
import type { PostingsChunk } from './collectPostings.ts';

/** How wide counts are stored: as the largest of them needs. */
export type CountKind = 'u8' | 'u16' | 'u32';

/** What a chunk file begins with, five numbers: how long its parts are. */
interface ChunkSizes {
  readonly passages: number;
  readonly terms: number;
  readonly termUnits: number;
  readonly postings: number;
  readonly largestCount: number;
}

/** A chunk on disk, to be read part by part. */
export interface OpenChunk extends AsyncDisposable {
  readonly sizes: ChunkSizes;
  lengths(): Promise<Uint32Array<ArrayBuffer>>;
  terms(): Promise<readonly string[]>;
  /** `starts` from term `from` to term `to`, both included. */
  starts(from: number, to: number): Promise<Uint32Array<ArrayBuffer>>;
  docs(from: number, to: number): Promise<Uint32Array<ArrayBuffer>>;
  counts(from: number, to: number): Promise<ArrayOf<CountKind>>;
}

const headLength = 5;

/** Writes a chunk, complete or not at all. */
export async function writeChunk(file: string, chunk: PostingsChunk): Promise<void> {
  const { terms, starts, docs, counts, lengths } = chunk;
  const termStarts = growableUint32();
  const units = growableUint16();
  for (const term of terms) {
    termStarts.push(units.length);
    for (let at = 0; at < term.length; at++) units.push(term.charCodeAt(at));
  }
  termStarts.push(units.length);
  let largestCount = 0;
  for (let at = 0; at < counts.length; at++) largestCount = Math.max(largestCount, counts[at] ?? 0);
  const sizes = [lengths.length, terms.length, units.length, docs.length, largestCount];
  const temporary = `${file}.part`;
  const handle = await open(temporary, 'w');
  try {
    for (const part of [Uint32Array.from(sizes), lengths, starts, docs, termStarts.done(), units.done()]) {
      await appendArray(handle, part);
    }
    await appendArray(handle, narrowed(counts, countKind(largestCount)));
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

/** @throws RagstoneError `bad-file` when it is cut short. */
export async function openChunk(file: string): Promise<OpenChunk> {
  const handle = await open(file);
  const head = await readArrayPart(handle, 'u32', 0, headLength, file);
  const [passages = 0, terms = 0, termUnits = 0, postings = 0, largestCount = 0] = head;
  const kind = countKind(largestCount);
  const startsAt = (headLength + passages) * 4;
  const docsAt = startsAt + (terms + 1) * 4;
  const termStartsAt = docsAt + postings * 4;
  const unitsAt = termStartsAt + (terms + 1) * 4;
  const countsAt = unitsAt + termUnits * 2;
  const numbers = (at: number, from: number, to: number): Promise<Uint32Array<ArrayBuffer>> =>
    readArrayPart(handle, 'u32', at + from * 4, to - from, file);
  return {
    sizes: { passages, terms, termUnits, postings, largestCount },
    lengths: () => numbers(headLength * 4, 0, passages),
    async terms() {
      const starts = await numbers(termStartsAt, 0, terms + 1);
      return readTerms(handle, { starts, unitsAt, termUnits, file });
    },
    starts: (from, to) => numbers(startsAt, from, to + 1),
    docs: (from, to) => numbers(docsAt, from, to),
    counts: (from, to) => readArrayPart(handle, kind, countsAt + from * bytesOf[kind], to - from, file),
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

const bytesOf = { u8: 1, u16: 2, u32: 4 } as const;

export function countKind(largest: number): CountKind {
  if (largest <= 0xff) return 'u8';
  return largest <= 0xffff ? 'u16' : 'u32';
}

export function narrowed(counts: Uint32Array<ArrayBuffer>, kind: CountKind): ArrayOf<CountKind> {
  if (kind === 'u8') return new Uint8Array(counts);
  return kind === 'u16' ? new Uint16Array(counts) : counts;
}

async function readTerms(
  handle: FileHandle,
  at: {
    readonly starts: Uint32Array;
    readonly unitsAt: number;
    readonly termUnits: number;
    readonly file: string;
  },
): Promise<readonly string[]> {
  const units = await readArrayPart(handle, 'u16', at.unitsAt, at.termUnits, at.file);
  // A string each: pieces of one long string would hold on to all of it.
  return Array.from({ length: at.starts.length - 1 }, (_, term) =>
    unitsText(units.subarray(at.starts[term], at.starts[term + 1])),
  );
}
