import type { Passage, Ranked } from './passage.ts';

/** All that a method may see of a question. */
export interface Asked {
  readonly text: string;
  /** `open`: free answer. `choice`: one of `choices`. `claim`: true or false. */
  readonly task: 'open' | 'choice' | 'claim';
  readonly choices?: readonly string[];
}

/** A sentence of a page: HotpotQA's supporting fact. `sentence` counts from 0. */
export interface SentenceRef {
  readonly title: string;
  readonly sentence: number;
}

/** What is right. It never reaches a method. */
export interface Gold {
  /** Any one of them is right; an inner list holds the spellings of one answer. Empty = unanswerable or hidden. */
  readonly answers: readonly (readonly string[])[];
  /** TriviaQA's own normalised aliases and human answers, which its official scorer reads. */
  readonly normalisedAliases?: readonly string[];
  readonly facts?: readonly SentenceRef[];
  /** Ids of gold passages in the dataset's native corpus. */
  readonly passages?: readonly string[];
  /** Titles of gold pages, each once; where facts are annotated, the facts' titles. */
  readonly titles?: readonly string[];
}

/** One item to answer. */
export interface Question {
  readonly id: string;
  readonly asked: Asked;
  readonly gold: Gold;
  /** Passages that come with the question (HotpotQA's paragraphs). */
  readonly context?: readonly Passage[];
  /** Results of somebody's retrieval that come with the question, best first. Without scores there, minus the rank. */
  readonly saved?: readonly Ranked[];
  /** The same question in other words, gold unchanged. */
  readonly rewordings?: readonly string[];
  /** What results can be split by: kind, hops, popularity. */
  readonly slices: Readonly<Record<string, string | number>>;
}
