import type { Score } from '../../ports/scorer.ts';
import { columns } from './columns.ts';

/** How many questions are answered rightly in some environments and wrongly in others. */
export interface Flip {
  /** A share, 0 to 1. */
  readonly value: Score;
  readonly environments: number;
  readonly questions: number;
}

/**
 * The share of questions whose correctness changes between any two environments. It does not apply with fewer than two
 * environments or no question; it grows with the number of environments, which is why that is told.
 * @param correct one row a question, one value an environment
 * @throws RagstoneError `internal` when rows differ in length
 */
export function flip(correct: readonly (readonly boolean[])[]): Flip {
  const environments = columns(correct);
  const counts = { environments, questions: correct.length };
  if (environments < 2) {
    return { value: { notApplicable: 'there are no questions under at least two environments' }, ...counts };
  }
  const changed = correct.filter((row) => row.includes(true) && row.includes(false)).length;
  return { value: changed / correct.length, ...counts };
}
