import type { Passage } from '../../ports/passage.ts';

/** The passages of a corpus by position (from 0, in the corpus' order), by id and by title. */
export interface PassageStore extends AsyncDisposable {
  readonly count: number;
  /** The passages at these positions, in the order asked. */
  passagesAt(positions: readonly number[]): Promise<readonly Passage[]>;
  /** Ascending; several where the corpus was cut into windows, empty when there is none. */
  positionsOfId(id: string): Promise<readonly number[]>;
  /** Ascending; several where a page was cut into passages. */
  positionsOfTitle(title: string): Promise<readonly number[]>;
  /** False only when no passage has that id; decided in memory, so any number of ids can be asked about. */
  mayHoldId(id: string): boolean;
}
