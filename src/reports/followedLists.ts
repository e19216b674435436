import { parseScorerName } from '../scoring/scorerName.ts';
import type { Followed } from './rankingVariance.ts';

/** Measures of retrieval quality, the first of them that a dataset is scored with is shown beside the churn. */
const QUALITY = ['recall', 'has-answer', 'hit', 'all-found', 'ndcg'];
const DEFAULT_K = 5;

/**
 * Which lists and ranks churn is measured on: those that the dataset's own retrieval measures look at, the lists
 * `first` and `evidence` at rank 5 without any. `answers` is the measure that stands beside the churn of a list which no
 * retrieval measure looks at: churn is never shown without quality.
 */
export function followedLists(scorers: readonly string[], answers: string | undefined): readonly Followed[] {
  const measures = scorers.flatMap((scorer) => {
    const name = parseScorerName(scorer);
    if (name?.list === undefined || name.list === 'shown' || name.k === undefined) return [];
    return [{ scorer, list: name.list, k: name.k, rank: QUALITY.indexOf(name.measure) }];
  });
  const good = measures.filter(({ rank }) => rank >= 0).sort((a, b) => a.rank - b.rank);
  return (['first', 'evidence'] as const).flatMap((list) => {
    const ks = [...new Set(good.filter((measure) => measure.list === list).map(({ k }) => k))];
    return (ks.length === 0 ? [DEFAULT_K] : ks.sort((a, b) => a - b)).map((k) => ({
      list,
      k,
      quality: good.find((measure) => measure.list === list && measure.k === k)?.scorer ?? answers,
    }));
  });
}
