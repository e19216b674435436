import type { Passage } from '../../ports/passage.ts';
import type { Analyser } from '../analysers/analyser.ts';
import type { Bm25Index } from './bm25Index.ts';
import { collectPostings } from './collectPostings.ts';
import { indexedText } from './indexedText.ts';
import { withSearchAids } from './searchAids.ts';
import { createTermDictionary } from './termDictionary.ts';

/** An index of passages that is never saved: those that come with one question. */
export function bm25InMemory(
  passages: readonly Passage[],
  analyser: Analyser,
  fingerprint: Readonly<Record<string, string | number>>,
  titleWeight = 1,
): Bm25Index {
  const collector = collectPostings(analyser);
  for (const [position, passage] of passages.entries()) {
    collector.add(position, indexedText(passage, titleWeight));
  }
  const { terms, starts, docs, counts, lengths } = collector.drain();
  const lists = { starts: Float64Array.from(starts), docs, counts, lengths };
  return {
    fingerprint,
    analyser,
    titleWeight,
    postings: { terms: createTermDictionary(terms), ...withSearchAids(lists) },
    passagesAt: async (positions) => positions.flatMap((position) => passages[position] ?? []),
  };
}
