import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import type { Corpus } from '../../ports/dataset.ts';
import type { Analyser } from '../analysers/analyser.ts';
import { writeArray } from '../arrays/arrayFile.ts';
import type { WriteOptions, WrittenIndex } from '../retrieverDefinition.ts';
import { createPassageWriter } from '../store/createPassageWriter.ts';
import { collectPostings } from './collectPostings.ts';
import { indexedText } from './indexedText.ts';
import { postingsFiles } from './postingsFiles.ts';
import { spillPostings } from './spillPostings.ts';
import { createTermDictionary } from './termDictionary.ts';

/** Postings that are collected in memory (12 bytes each, 8 more while they are sorted) before they go to disk. */
const chunkPostings = 8_000_000;

/**
 * Streams a corpus into a passage store and an inverted index. Memory: the vocabulary, one chunk of postings and 28
 * bytes a passage.
 */
export async function writeBm25Files(
  corpus: Corpus,
  analyser: Analyser,
  folder: string,
  { signal, repeatedIds, onProgress = () => {} }: WriteOptions,
): Promise<WrittenIndex> {
  const chunkFolder = path.join(folder, 'chunks');
  await mkdir(chunkFolder);
  const collector = collectPostings(analyser, chunkPostings / 8);
  const spilled = spillPostings(folder, chunkFolder);
  await using writer = await createPassageWriter(folder, { repeatedIds });
  let passages = 0;
  for await (const passage of corpus.passages(signal)) {
    collector.add(passages, indexedText(passage));
    passages++;
    const full = writer.add(passage);
    if (full) {
      signal.throwIfAborted();
      await writer.flush();
      onProgress({ phase: 'reading', passages });
    }
    if (collector.waiting >= chunkPostings) await spilled.add(collector.drain());
  }
  onProgress({ phase: 'merging', passages });
  await spilled.add(collector.drain());
  const stored = await writer.finish();
  const terms = createTermDictionary(collector.terms());
  await writeArray(path.join(folder, postingsFiles.termUnits), terms.units);
  await writeArray(path.join(folder, postingsFiles.termStarts), terms.starts);
  await writeArray(path.join(folder, postingsFiles.termHashes), terms.hashes);
  const lengths = collector.lengths();
  await writeArray(path.join(folder, postingsFiles.lengths), lengths);
  const postings = await spilled.merge(
    terms.starts.length - 1,
    countKind(collector.largestCount),
    lengths,
    signal,
  );
  await rm(chunkFolder, { recursive: true });
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  return { ...stored, counts: { terms: terms.starts.length - 1, postings, tokens } };
}

function countKind(largest: number): 'u8' | 'u16' | 'u32' {
  if (largest <= 0xff) return 'u8';
  return largest <= 0xffff ? 'u16' : 'u32';
}
