import { RagstoneError } from '../../errors.ts';
import type { Dataset } from '../../ports/dataset.ts';

/** @throws RagstoneError `usage` for a split that is for testing: settings chosen on it say nothing about others. */
export function refuseTestSplit({ name, split, purpose }: Dataset): void {
  if (purpose !== 'test') return;
  throw new RagstoneError(
    'usage',
    `The split "${split}" of ${name} is for testing, and settings that are chosen on it make its own figures too good: choose on a train or tune split ("split: train" in the experiment).`,
    { input: split },
  );
}
