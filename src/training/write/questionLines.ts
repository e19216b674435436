import type { Question } from '../../ports/question.ts';
import { goldAnswers } from '../../scoring/goldAnswers.ts';
import { keyedRandom } from '../../statistics/keyedRandom.ts';
import { isLeftOut, type LeftOut } from '../traces/leftOut.ts';
import { type PassagePair, passagePair } from '../traces/passagePair.ts';
import type { OpenSearched } from '../traces/searched.ts';
import { type TraceTools, traceTree } from '../traces/traceTree.ts';
import { type TracedQuestion, tracedQuestion } from '../traces/tracedQuestion.ts';
import type { TrainingFile } from '../trainingPlan.ts';
import type { TrainingTree } from '../trainingTree.ts';

/** What a question gives a file. */
export type QuestionLine = { readonly file: TrainingFile } & (
  | { readonly tree: Omit<TrainingTree, 'wording'> }
  | PassagePair
  | LeftOut
);

/** A question, and the answer of another one. */
export interface AskedWithOther {
  readonly question: Question;
  readonly other: string | undefined;
}

export type LineTools = Pick<TraceTools, 'documents' | 'labeller' | 'signal'> & {
  readonly searched: OpenSearched;
  readonly seed: number;
};

/** Each question with an answer of the one before it. */
export async function* withOther(questions: AsyncIterable<Question>): AsyncGenerator<AskedWithOther> {
  let other: string | undefined;
  for await (const question of questions) {
    yield { question, other };
    other = goldAnswers(question.gold)[0];
  }
}

/** A line for each file, or why there is none. */
export async function questionLines(
  { question, other }: AskedWithOther,
  files: readonly TrainingFile[],
  tools: LineTools,
): Promise<readonly QuestionLine[]> {
  const { searched, signal } = tools;
  const traced = await tracedQuestion(question, await searched.of(question), signal);
  const lines: QuestionLine[] = [];
  for (const file of files) {
    lines.push(isLeftOut(traced) ? { file, ...traced } : await lineOf(file, traced, { ...tools, other }));
  }
  return lines;
}

async function lineOf(
  file: TrainingFile,
  traced: TracedQuestion,
  { seed, ...tools }: Omit<TraceTools, 'random'> & { readonly seed: number },
): Promise<QuestionLine> {
  if (file === 'retrieval') return { file, ...passagePair(traced) };
  const { id } = traced.question;
  const made = await traceTree(file, traced, { ...tools, random: keyedRandom(seed, 'traces', file, id) });
  return isLeftOut(made) ? { file, ...made } : { file, tree: { id, protocol: file, ...made } };
}
