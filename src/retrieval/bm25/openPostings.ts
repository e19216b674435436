import path from 'node:path';

import { readArray } from '../arrays/arrayFile.ts';
import type { IndexManifest } from '../indexes/indexManifest.ts';
import type { Postings } from './postings.ts';
import { postingsFiles } from './postingsFiles.ts';
import { skipStarts } from './skips.ts';

const countKinds = ['u8', 'u16', 'u32'] as const;

/** Loads an inverted index as it lies on disk. @throws RagstoneError `bad-file`. */
export async function openPostings(folder: string, manifest: IndexManifest): Promise<Postings> {
  const file = (name: string): string => path.join(folder, name);
  const held = new Set(manifest.files.map(({ name }) => name));
  const kind = countKinds.find((candidate) => held.has(postingsFiles.counts(candidate))) ?? 'u8';
  const [units, termStarts, hashes, starts, docs, counts, lengths, firsts, peakStarts, pairs] =
    await Promise.all([
      readArray(file(postingsFiles.termUnits), 'u16'),
      readArray(file(postingsFiles.termStarts), 'u32'),
      readArray(file(postingsFiles.termHashes), 'u32'),
      readArray(file(postingsFiles.starts), 'f64'),
      readArray(file(postingsFiles.docs), 'u32'),
      readArray(file(postingsFiles.counts(kind)), kind),
      readArray(file(postingsFiles.lengths), 'u32'),
      readArray(file(postingsFiles.skips), 'u32'),
      readArray(file(postingsFiles.peakStarts), 'u32'),
      readArray(file(postingsFiles.peaks), 'u32'),
    ]);
  return {
    terms: { units, starts: termStarts, hashes },
    starts,
    docs,
    counts,
    lengths,
    skips: { starts: skipStarts(starts, lengths.length), firsts },
    peaks: { starts: peakStarts, pairs },
  };
}
