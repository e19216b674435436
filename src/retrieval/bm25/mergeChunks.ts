import { open } from 'node:fs/promises';
import path from 'node:path';

import { closedTogether } from '../../io/closedTogether.ts';
import { appendArray, writeArray } from '../arrays/arrayFile.ts';
import { countKind, narrowed, type OpenChunk, openChunk } from './chunkFile.ts';
import { mergeVocabularies, placesOf } from './mergeVocabularies.ts';
import { postingsFiles } from './postingsFiles.ts';
import { blockAids } from './searchAids.ts';
import { createTermDictionary } from './termDictionary.ts';

/** A chunk and where its terms stand among all of them. */
interface PlacedChunk {
  readonly chunk: OpenChunk;
  readonly places: Uint32Array;
}

/**
 * Writes the files of an inverted index from chunks of it, which stand in the order of the corpus. Memory: the
 * vocabulary, four bytes a term and chunk, the lengths and one block of postings.
 * @param blockPostings Postings to merge in one piece (16 bytes each in memory); one term is never split.
 */
export async function mergeChunks(
  files: readonly string[],
  folder: string,
  signal: AbortSignal,
  blockPostings = 4_000_000,
): Promise<{ readonly terms: number; readonly postings: number; readonly tokens: number }> {
  await using opened = closedTogether();
  const file = (name: string): string => path.join(folder, name);
  const chunks: OpenChunk[] = [];
  for (const name of files) chunks.push(opened.use(await openChunk(name)));
  let vocabulary: readonly string[] = [];
  for (const chunk of chunks) vocabulary = mergeVocabularies(vocabulary, await chunk.terms());
  const placed: PlacedChunk[] = [];
  for (const chunk of chunks) placed.push({ chunk, places: placesOf(await chunk.terms(), vocabulary) });
  const terms = createTermDictionary(vocabulary);
  await writeArray(file(postingsFiles.termUnits), terms.units);
  await writeArray(file(postingsFiles.termStarts), terms.starts);
  await writeArray(file(postingsFiles.termHashes), terms.hashes);
  const lengths = await allLengths(chunks);
  await writeArray(file(postingsFiles.lengths), lengths);
  const starts = await totalStarts(placed, vocabulary.length);
  await writeArray(file(postingsFiles.starts), starts);
  await writeBlocks(placed, { starts, lengths, blockPostings }, file, signal);
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  return { terms: vocabulary.length, postings: starts[vocabulary.length] ?? 0, tokens };
}

async function allLengths(chunks: readonly OpenChunk[]): Promise<Uint32Array<ArrayBuffer>> {
  const lengths = new Uint32Array(chunks.reduce((sum, { sizes }) => sum + sizes.passages, 0));
  let at = 0;
  for (const chunk of chunks) {
    lengths.set(await chunk.lengths(), at);
    at += chunk.sizes.passages;
  }
  return lengths;
}

async function totalStarts(
  chunks: readonly PlacedChunk[],
  terms: number,
): Promise<Float64Array<ArrayBuffer>> {
  const starts = new Float64Array(terms + 1);
  for (const { chunk, places } of chunks) {
    const own = await chunk.starts(0, chunk.sizes.terms);
    for (const [at, place] of places.entries()) {
      starts[place + 1] = (starts[place + 1] ?? 0) + (own[at + 1] ?? 0) - (own[at] ?? 0);
    }
  }
  for (let term = 1; term <= terms; term++) starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
  return starts;
}

async function writeBlocks(
  chunks: readonly PlacedChunk[],
  whole: { readonly starts: Float64Array; readonly lengths: Uint32Array; readonly blockPostings: number },
  file: (name: string) => string,
  signal: AbortSignal,
): Promise<void> {
  const { starts, lengths, blockPostings } = whole;
  const kind = countKind(Math.max(0, ...chunks.map(({ chunk }) => chunk.sizes.largestCount)));
  await using docsFile = await open(file(postingsFiles.docs), 'wx');
  await using countsFile = await open(file(postingsFiles.counts(kind)), 'wx');
  await using skipsFile = await open(file(postingsFiles.skips), 'wx');
  await using peaksFile = await open(file(postingsFiles.peaks), 'wx');
  const peakStarts = new Uint32Array(starts.length);
  for (let from = 0; from + 1 < starts.length;) {
    signal.throwIfAborted();
    const to = blockEnd(starts, from, blockPostings);
    const block = await mergeBlock(chunks, starts, from, to);
    const aids = blockAids(block, lengths);
    await appendArray(docsFile, block.docs);
    await appendArray(countsFile, narrowed(block.counts, kind));
    await appendArray(skipsFile, aids.firsts);
    await appendArray(peaksFile, aids.pairs);
    const before = peakStarts[from] ?? 0;
    for (const [term, start] of aids.peakStarts.entries()) peakStarts[from + term] = before + start;
    from = to;
  }
  for (const written of [docsFile, countsFile, skipsFile, peaksFile]) await written.datasync();
  await writeArray(file(postingsFiles.peakStarts), peakStarts);
}

/** The term after the last one that still fits into a block that begins with the term `from`. */
function blockEnd(starts: Float64Array, from: number, blockPostings: number): number {
  const terms = starts.length - 1;
  const limit = (starts[from] ?? 0) + blockPostings;
  let to = from + 1;
  while (to < terms && (starts[to + 1] ?? 0) <= limit) to++;
  return to;
}

interface MergedBlock {
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly docs: Uint32Array<ArrayBuffer>;
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** The postings of the terms from `from` to before `to`. */
async function mergeBlock(
  chunks: readonly PlacedChunk[],
  allStarts: Float64Array,
  from: number,
  to: number,
): Promise<MergedBlock> {
  const base = allStarts[from] ?? 0;
  const starts = Uint32Array.from(allStarts.subarray(from, to + 1), (start) => start - base);
  const next = starts.slice();
  const docs = new Uint32Array(starts[to - from] ?? 0);
  const counts = new Uint32Array(docs.length);
  for (const { chunk, places } of chunks) {
    const [first, end] = [firstAtLeast(places, from), firstAtLeast(places, to)];
    if (first === end) continue;
    const own = await chunk.starts(first, end);
    const begin = own[0] ?? 0;
    const ownDocs = await chunk.docs(begin, own.at(-1) ?? 0);
    const ownCounts = await chunk.counts(begin, own.at(-1) ?? 0);
    for (let term = first; term < end; term++) {
      const place = (places[term] ?? 0) - from;
      const size = (own[term + 1 - first] ?? 0) - (own[term - first] ?? 0);
      const read = (own[term - first] ?? 0) - begin;
      const at = next[place] ?? 0;
      for (let offset = 0; offset < size; offset++) {
        docs[at + offset] = ownDocs[read + offset] ?? 0;
        counts[at + offset] = ownCounts[read + offset] ?? 0;
      }
      next[place] = at + size;
    }
  }
  return { starts, docs, counts };
}

/** Where the first of ascending numbers stands that is not below `limit`. */
function firstAtLeast(numbers: Uint32Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
