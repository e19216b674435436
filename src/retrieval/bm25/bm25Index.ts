import type { Passage } from '../../ports/passage.ts';
import type { Analyser } from '../analysers/analyser.ts';
import type { Postings } from './postings.ts';

/** An inverted index and the passages behind it, on disk or in memory. */
export interface Bm25Index {
  /** The corpus: all of the fingerprint that does not depend on parameters. */
  readonly fingerprint: Readonly<Record<string, string | number>>;
  readonly analyser: Analyser;
  /** How often a title's words count. */
  readonly titleWeight: number;
  readonly postings: Postings;
  passagesAt(positions: readonly number[]): Promise<readonly Passage[]>;
}
