import type { Score } from '../../ports/scorer.ts';
import { columns } from './columns.ts';

/** How much a measure changes between environments, in the measure's own unit. */
export interface Spread {
  /** Mean over questions of the standard deviation (n − 1) over environments. */
  readonly question: Score;
  /** Standard deviation (n − 1) of the environments' means: what is left when questions' changes cancel. */
  readonly mean: Score;
  readonly environments: number;
  readonly questions: number;
}

/**
 * `spread/question` and `spread/mean` of a measure. They do not apply with fewer than two environments or no question.
 * @param values one row a question, one value an environment: only questions that the measure applies to in every one
 * @throws RagstoneError `internal` when rows differ in length
 */
export function spread(values: readonly (readonly number[])[]): Spread {
  const environments = columns(values);
  const counts = { environments, questions: values.length };
  if (environments < 2) {
    const score = { notApplicable: 'there are no questions under at least two environments' };
    return { question: score, mean: score, ...counts };
  }
  const means = Array.from({ length: environments }, (_, at) => mean(values.map((row) => row[at] ?? 0)));
  return { question: mean(values.map(standardDeviation)), mean: standardDeviation(means), ...counts };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function standardDeviation(values: readonly number[]): number {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
