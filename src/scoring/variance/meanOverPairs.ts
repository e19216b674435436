import { isApplicable, type Score } from '../../ports/scorer.ts';

/** A comparison of two, averaged over all unordered pairs. */
export interface PairMean {
  readonly value: Score;
  /** Pairs to which the comparison applied. */
  readonly pairs: number;
}

/** The mean of `compare` over the unordered pairs of `items` to which it applies: one item an environment. */
export function meanOverPairs<T>(items: readonly T[], compare: (a: T, b: T) => Score): PairMean {
  const scores = items.flatMap((a, at) => items.slice(at + 1).map((b) => compare(a, b)));
  const values = scores.filter(isApplicable);
  if (values.length > 0) {
    return { value: values.reduce((sum, value) => sum + value, 0) / values.length, pairs: values.length };
  }
  const [first = { notApplicable: 'there are fewer than two environments' }] = scores;
  return { value: first, pairs: 0 };
}
