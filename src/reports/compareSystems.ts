import type { Random } from '../ports/random.ts';
import { bootstrapMeans, type ClusterTotals } from '../statistics/bootstrapMeans.ts';
import { holm } from '../statistics/holm.ts';
import { percentileInterval } from '../statistics/interval.ts';
import { mcnemar } from '../statistics/mcnemar.ts';
import { signFlip } from '../statistics/signFlip.ts';
import { meanOf } from './meanOf.ts';
import type { Comparison, Resampling } from './summary.ts';

/** What is compared: a measure of a system and of the reference, over the same questions. */
export interface Pair {
  readonly system: string;
  readonly scorer: string;
  readonly own: ClusterTotals;
  readonly reference: ClusterTotals;
}

/** How two systems' means are resampled: the same draws of questions for all of them. */
export interface Resampled {
  readonly resampling: Resampling;
  /** The distributions of single systems, where they are at hand. */
  readonly distributions: ReadonlyMap<ClusterTotals, Float64Array>;
  /** Opens the stream that those were drawn from, again. */
  readonly stream: () => Random;
  /** Opens the stream of one permutation test. */
  readonly signs: (system: string, scorer: string) => Random;
}

/**
 * Compares systems with the reference, question by question; repeats of a question are averaged first, and only
 * questions with a value for both count. Differences of −1, 0 and 1 alone (a measure of 0 or 1, asked once) are tested
 * by McNemar's exact test, others by sign flips; all p-values are corrected together by Holm's method.
 */
export function compareSystems(pairs: readonly Pair[], resampled: Resampled): readonly Comparison[] {
  const { resampling } = resampled;
  const columns = pairs.map(differences);
  const distributions = distributionsOf(pairs, columns, resampled);
  const plain = pairs.map(({ system, scorer }, at): Comparison => {
    const column = columns[at] ?? { sums: new Float64Array(), counts: new Float64Array() };
    const values = column.sums.filter((_, question) => (column.counts[question] ?? 0) > 0);
    const wins = values.filter((value) => value > 0).length;
    const losses = values.filter((value) => value < 0).length;
    const interval =
      values.length < 2 ? undefined : percentileInterval(distributions[at] ?? values, resampling.level);
    const counts = { n: values.length, wins, ties: values.length - wins - losses, losses };
    const difference = meanOf(
      values.reduce((sum, value) => sum + value, 0),
      values.length,
    );
    const head = { system, scorer, ...counts, difference, interval: interval ?? null };
    if (values.length === 0) return { ...head, test: 'sign-flip', p: null, corrected: null };
    if (values.every((value) => Number.isInteger(value) && Math.abs(value) <= 1)) {
      return { ...head, test: 'mcnemar', p: mcnemar(wins, losses), corrected: null };
    }
    const { p, exact } = signFlip(values, resampled.signs(system, scorer), resampling.original);
    return { ...head, test: exact ? 'sign-flip-exact' : 'sign-flip', p, corrected: null };
  });
  return corrected(plain);
}

/**
 * The bootstrap distribution of each difference. Where both systems have one value for the same questions it is the
 * difference of their distributions, which saves most of the work; else the differences are resampled themselves.
 */
function distributionsOf(
  pairs: readonly Pair[],
  columns: readonly ClusterTotals[],
  { resampling, distributions, stream }: Resampled,
): readonly Float64Array[] {
  const subtracted = pairs.map(({ own, reference }) => {
    const [a, b] = [distributions.get(own), distributions.get(reference)];
    if (a === undefined || b === undefined || !sameQuestions(own.counts, reference.counts)) return undefined;
    return a.map((value, at) => value - (b[at] ?? 0));
  });
  const others = columns.filter((_, at) => subtracted[at] === undefined);
  const drawn = bootstrapMeans(others, stream(), resampling.original);
  const byColumn = new Map(others.map((column, at) => [column, drawn[at]]));
  return columns.map((column, at) => subtracted[at] ?? byColumn.get(column) ?? new Float64Array());
}

/** Whether both have values for the same questions, and equally many for each of them. */
function sameQuestions(a: Float64Array, b: Float64Array): boolean {
  const repeats = a.find((count) => count > 0) ?? 0;
  return a.every((count, at) => count === b[at] && (count === 0 || count === repeats));
}

/** By question, the difference of the two systems' means; without a value for both, nothing. */
function differences({ own, reference }: Pair): ClusterTotals {
  const counts = own.counts.map((count, at) => Number(count > 0 && (reference.counts[at] ?? 0) > 0));
  const sums = own.sums.map((sum, at) => {
    if (counts[at] === 0) return 0;
    return sum / (own.counts[at] ?? 1) - (reference.sums[at] ?? 0) / (reference.counts[at] ?? 1);
  });
  return { sums, counts };
}

function corrected(comparisons: readonly Comparison[]): readonly Comparison[] {
  const tested = comparisons.filter((comparison) => comparison.p !== null);
  const p = holm(tested.map((comparison) => comparison.p ?? 1));
  const byComparison = new Map(tested.map((comparison, at) => [comparison, p[at] ?? 1]));
  return comparisons.map((comparison) => ({
    ...comparison,
    corrected: byComparison.get(comparison) ?? null,
  }));
}
