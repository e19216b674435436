/** The files of an inverted index inside an index folder. */
export const postingsFiles = {
  termUnits: 'terms.u16',
  termStarts: 'terms.starts.u32',
  termHashes: 'terms.hashes.u32',
  starts: 'postings.starts.f64',
  docs: 'postings.docs.u32',
  /** As wide as the largest count of a term in a passage needs. */
  counts: (kind: 'u8' | 'u16' | 'u32') => `postings.counts.${kind}`,
  lengths: 'lengths.u32',
  skips: 'skips.u32',
  peakStarts: 'peaks.starts.u32',
  peaks: 'peaks.u32',
} as const;
