import { isApplicable, type Score } from '../ports/scorer.ts';
import { flip } from '../scoring/variance/flip.ts';
import { spread } from '../scoring/variance/spread.ts';
import type { ClusterTotals } from '../statistics/bootstrapMeans.ts';
import { meanOf } from './meanOf.ts';
import type { MeasureVariance } from './summary.ts';

/** How much a measure changes between environments, over the questions with a value in every one. */
export function measureVariance(
  scorer: string,
  environments: readonly { readonly id: string; readonly column: ClusterTotals }[],
): MeasureVariance {
  const columns = environments.map(({ column }) => column);
  const rows = Array.from({ length: columns[0]?.counts.length ?? 0 }, (_, at) =>
    columns
      .map(({ sums, counts }) => meanOf(sums[at] ?? 0, counts[at] ?? 0))
      .filter((value) => value !== null),
  ).filter((row) => row.length === columns.length);
  const values = rows.flat();
  const { question, mean } = spread(rows);
  const binary = values.every((value) => value === 0 || value === 1);
  return {
    scorer,
    environments: environments.map(({ id }) => id),
    questions: rows.length,
    mean: meanOf(
      values.reduce((sum, value) => sum + value, 0),
      values.length,
    ),
    spreadQuestion: orNull(question),
    spreadMean: orNull(mean),
    flip: binary ? orNull(flip(rows.map((row) => row.map((value) => value === 1))).value) : null,
  };
}

function orNull(score: Score): number | null {
  return isApplicable(score) ? score : null;
}
