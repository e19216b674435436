import type { ListName } from '../ports/listName.ts';
import type { Fidelity } from '../ports/method.ts';
import type { Interval } from '../statistics/interval.ts';

/** `summary.json`: every number of a report. Numbers that cannot be had are `null`. */
export interface Summary {
  readonly ragstone: 1;
  readonly run: string;
  readonly experimentHash: string;
  readonly seed: number;
  readonly concurrency: number;
  /** What models ran on, as declared; `unknown` when nobody said. */
  readonly device: string;
  readonly resampling: Resampling;
  readonly datasets: readonly DatasetSummary[];
}

export interface Resampling {
  /** Of every interval. */
  readonly level: number;
  /** In the original environment, and of Monte Carlo permutation tests. */
  readonly original: number;
  /** In the other environments and in slices. */
  readonly elsewhere: number;
}

export interface DatasetSummary {
  readonly id: string;
  readonly name: string;
  readonly split: string;
  /** Questions of the sample. */
  readonly questions: number;
  /** True for the built-in fictional world: its numbers say nothing about published ones. */
  readonly fictional: boolean;
  readonly scorers: readonly string[];
  readonly nativeScorers: readonly string[];
  /** The system that the others are compared with. */
  readonly reference: string;
  readonly cells: readonly CellSummary[];
  readonly comparisons: readonly Comparison[];
  readonly variance: readonly VarianceSummary[];
  readonly slices: readonly SliceSummary[];
}

/** A system in one environment, all repeats together: the values of one question are one cluster. */
export interface CellSummary {
  readonly system: string;
  /** How its method stands to what is published. */
  readonly fidelity: Fidelity;
  readonly environment: string;
  readonly repeats: number;
  readonly counts: Counts;
  readonly scores: Readonly<Record<string, MeanScore>>;
  readonly latency: LatencySummary;
  readonly work: WorkSummary;
}

/** Of records: questions × repeats. */
export interface Counts {
  readonly expected: number;
  /** Answered, or failed by the method's own fault: what means are taken over. */
  readonly attempted: number;
  readonly answered: number;
  readonly failedByMethod: number;
  /** Not the method's fault: left out of means. With `missing`, they make the cell incomplete. */
  readonly failedByInfrastructure: number;
  readonly missing: number;
  readonly skipped: Readonly<Record<string, number>>;
  /** Answered with nothing but white space. */
  readonly empty: number;
}

/** A measure's mean over the attempted questions to which it applies. */
export interface MeanScore {
  readonly mean: number | null;
  readonly interval: Interval | null;
  /** Records that the mean is taken over, and how many of them were answered. */
  readonly n: number;
  readonly answered: number;
  readonly notApplicable: Readonly<Record<string, number>>;
}

/** Milliseconds a question. */
export interface LatencySummary {
  /** Timed records: answered by models alone, after the warm-up. */
  readonly n: number;
  /** Records without latency: some answer came from a log, cache or cassette. */
  readonly notTimed: number;
  readonly warmup: number;
  /** Tries refused by an overloaded server. */
  readonly overloaded: number;
  /**
   * Records, warm-up among them, that were answered while a server took fewer calls at once than declared, since it had
   * been overloaded. More than none: the latency is not comparable.
   */
  readonly limited: number;
  /** Wall time without waiting for a slot and for retries. */
  readonly working: Percentiles | null;
  readonly total: Percentiles | null;
  /** A call's time to its first token, over all calls that told; `null` where none did. */
  readonly firstToken: Percentiles | null;
  /** Mean along the critical path, by stage: they add up to the mean of `total`. */
  readonly stages: Readonly<Record<string, number>>;
  /** Mean of all work, whether it ran side by side or not. */
  readonly allWork: Readonly<Record<string, number>>;
}

/** A percentile p is `null` unless n ≥ 10 ÷ (1 − p). */
export interface Percentiles {
  readonly mean: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** Means over answered records; `null` without any. */
export interface WorkSummary {
  readonly calls: number | null;
  readonly searches: number | null;
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
  /** Passages in the last generation's prompt, and all distinct ones shown. */
  readonly evidencePassages: number | null;
  readonly shownPassages: number | null;
}

/** A system against the reference, question by question, in the original environment. */
export interface Comparison {
  readonly system: string;
  readonly scorer: string;
  /** Questions that count for both. */
  readonly n: number;
  readonly difference: number | null;
  readonly interval: Interval | null;
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
  readonly test: 'mcnemar' | 'sign-flip-exact' | 'sign-flip';
  readonly p: number | null;
  /** By Holm over all comparisons of the dataset. */
  readonly corrected: number | null;
}

export interface VarianceSummary {
  readonly system: string;
  readonly lists: readonly ListVariance[];
  readonly measures: readonly MeasureVariance[];
}

/** How much a list changes between retrieval environments. */
export interface ListVariance {
  readonly list: ListName;
  readonly k: number;
  readonly environments: readonly string[];
  /** Questions with a list in every environment. */
  readonly questions: number;
  readonly churn: number | null;
  /** Share of pairs of environments whose lists were both empty: they count 0 in the churn. */
  readonly emptyPairs: number | null;
  /** Rank-biased overlap of the whole lists, p = 0.9. */
  readonly overlap: number | null;
  /** Kendall's τ of what both lists hold, over the pairs that share at least two passages. */
  readonly tau: number | null;
  /**
   * Quality at the same list and k, or of the answers where no measure looks at that list; the mean over the same
   * environments. A constant retriever is perfectly steady. `null` when nothing is scored.
   */
  readonly quality: { readonly scorer: string; readonly mean: number | null } | null;
}

/** How much a measure changes between environments. */
export interface MeasureVariance {
  readonly scorer: string;
  readonly environments: readonly string[];
  /** Questions with a value in every environment. */
  readonly questions: number;
  readonly mean: number | null;
  readonly spreadQuestion: number | null;
  readonly spreadMean: number | null;
  /** Share of questions whose correctness changes; `null` for measures that are not 0 or 1. */
  readonly flip: number | null;
}

/** Scores by a property of the questions, in the original environment. */
export interface SliceSummary {
  readonly key: string;
  readonly value: string;
  readonly questions: number;
  readonly cells: readonly {
    readonly system: string;
    readonly scores: Readonly<Record<string, SliceScore>>;
  }[];
}

export type SliceScore = Pick<MeanScore, 'mean' | 'interval' | 'n'>;
