import type { Passage } from '../../ports/passage.ts';
import type { Question } from '../../ports/question.ts';
import { goldAnswers } from '../../scoring/goldAnswers.ts';
import { dprMatcher } from '../../scoring/text/dprMatcher.ts';
import type { Labels } from '../trainingTree.ts';
import { goldPassagesOf } from './goldPassagesOf.ts';
import { lacking, type LeftOut } from './leftOut.ts';
import type { Searched } from './searched.ts';

/** A question with all that its traces are made of. */
export interface TracedQuestion {
  readonly question: Question;
  readonly labels: Labels;
  /** Passages that answer it, at least one; or why there are none. */
  readonly gold: readonly Passage[] | LeftOut;
  /** What BM25 finds for the question besides, best first, 20 at most. */
  readonly others: readonly Passage[];
  /** Whether a passage holds an answer, token by token (DPR); never of yes and no, which say nothing so. */
  readonly holds: (passage: Passage) => boolean;
  /** At most `k` passages without those with these ids, best first. */
  readonly search: (query: string, k: number, without: ReadonlySet<string>) => Promise<readonly Passage[]>;
}

const found = 20;

/**
 * Looks up what a question's traces need. Gold is what is annotated; without that, the first passage found that holds
 * an answer, as DPR takes it (Karpukhin et al. 2020, section 4.2).
 */
export async function tracedQuestion(
  question: Question,
  { retriever, store }: Searched,
  signal: AbortSignal,
): Promise<TracedQuestion | LeftOut> {
  const answers = goldAnswers(question.gold);
  if (answers.length === 0) return lacking.answer;
  const matching = dprMatcher(answers.filter((answer) => !/^(?:yes|no)$/i.test(answer)));
  const holds = ({ text }: Passage): boolean => matching(text);
  const search: TracedQuestion['search'] = async (query, k, without) => {
    const ranked = (await retriever?.search(query, k + without.size, signal)) ?? [];
    return ranked.flatMap(({ passage }) => (without.has(passage.id) ? [] : passage)).slice(0, k);
  };
  const nearest = await search(question.asked.text, found, new Set());
  const annotated = await goldPassagesOf(question, holds, store);
  const gold = annotated ?? nearest.filter(holds).slice(0, 1);
  const isGold = new Set(gold.map(({ id }) => id));
  const missing =
    annotated !== undefined ? lacking.gold : retriever === undefined ? lacking.search : lacking.found;
  return {
    question,
    labels: labelsOf(question, answers, { gold, hops: annotated?.length ?? 1 }),
    gold: gold.length === 0 ? missing : gold,
    others: nearest.filter(({ id }) => !isGold.has(id)),
    holds,
    search,
  };
}

/** The answer to write comes first: a spelling that stands in the gold passages, so that it can be copied. */
function labelsOf(
  { slices }: Question,
  answers: readonly string[],
  { gold, hops }: { readonly gold: readonly Passage[]; readonly hops: number },
): Labels {
  const first = answers.find((answer) => gold.some(({ text }) => dprMatcher([answer])(text))) ?? answers[0];
  return {
    kind: String(slices['kind'] ?? slices['type'] ?? slices['prop'] ?? 'question'),
    relation: '',
    hops: Number(slices['hops'] ?? Math.max(1, hops)),
    answers: [...new Set([...(first === undefined ? [] : [first]), ...answers])],
  };
}
