import type { ListName } from '../ports/listName.ts';
import type { QuestionRecord } from '../ports/record.ts';
import { isApplicable, type Score } from '../ports/scorer.ts';
import { churn } from '../scoring/variance/churn.ts';
import { kendallTau } from '../scoring/variance/kendallTau.ts';
import { meanOverPairs } from '../scoring/variance/meanOverPairs.ts';
import { rankBiasedOverlap } from '../scoring/variance/rankBiasedOverlap.ts';
import { meanOf } from './meanOf.ts';
import { scoresOf } from './scoreColumns.ts';
import type { ListVariance } from './summary.ts';

/** What is followed: a list up to rank `k`, and the measure of quality that stands beside it. */
export interface Followed {
  readonly list: ListName;
  readonly k: number;
  readonly quality: string | undefined;
}

/** The variance of one system's list over retrieval environments, gathered question by question. */
export interface RankingVariance {
  /** One record an environment; questions that are not answered in every one are left out. */
  add(records: readonly (QuestionRecord | undefined)[]): void;
  summary(): ListVariance;
}

export function rankingVariance(followed: Followed, environments: readonly string[]): RankingVariance {
  const { list, k, quality } = followed;
  const means = { churn: mean(), overlap: mean(), tau: mean(), quality: mean() };
  let [questions, emptyPairs] = [0, 0];
  return {
    add(records) {
      const answered = records.filter((record) => record?.status === 'answered');
      if (answered.length < environments.length) return;
      const lists = answered.map((record) => [...new Set(record.lists[list].map(({ id }) => id))]);
      const change = churn(lists, k);
      questions++;
      emptyPairs += change.emptyPairs;
      means.churn.add(change.value);
      means.overlap.add(meanOverPairs(lists, (a, b) => rankBiasedOverlap(a, b)).value);
      means.tau.add(meanOverPairs(lists, kendallTau).value);
      for (const record of answered)
        means.quality.add(quality === undefined ? undefined : scoresOf(record)[quality]);
    },
    summary: () => ({
      list,
      k,
      environments,
      questions,
      churn: means.churn.value(),
      emptyPairs: meanOf(emptyPairs, (questions * environments.length * (environments.length - 1)) / 2),
      overlap: means.overlap.value(),
      tau: means.tau.value(),
      quality: quality === undefined ? null : { scorer: quality, mean: means.quality.value() },
    }),
  };
}

/** A running mean of the scores that apply. */
function mean(): { add(score: Score | undefined): void; value(): number | null } {
  let [sum, n] = [0, 0];
  return {
    add(score) {
      if (score === undefined || !isApplicable(score)) return;
      sum += score;
      n++;
    },
    value: () => meanOf(sum, n),
  };
}
