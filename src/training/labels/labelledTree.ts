import { questionParts } from '../../methods/self-rag/prompt.ts';
import { noRetrieval } from '../../methods/self-rag/tokens.ts';
import type { Passage } from '../../ports/passage.ts';
import type { Random } from '../../ports/random.ts';
import { isLeftOut, lacking, type LeftOut } from '../traces/leftOut.ts';
import type { TracedQuestion } from '../traces/tracedQuestion.ts';
import type { Branch, Labels } from '../trainingTree.ts';
import { closedBranch, retrieveBranch } from '../trees/closedBranch.ts';
import { type Judged, passageBranch } from '../trees/passageBranch.ts';
import type { TreeDraft } from '../trees/treeMaker.ts';
import type { Labeller } from './labeller.ts';

/** Passages of a question, as many as Atlas' traces have. */
const passages = 4;

/** An output with its utility; `forced` = only to be judged. */
type Output = Pick<Judged, 'text' | 'utility' | 'forced' | 'right'>;

export interface LabellingTools {
  readonly labeller: Labeller;
  /** The answer of another question. */
  readonly other: string | undefined;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/**
 * A Self-RAG tree with the labels of a model: whether to retrieve; then the answer behind each of four passages, gold
 * ones first, or without any. A further output with the answer of another question, wrong or right in part, is judged and
 * not to be learnt: without it the judgements would hardly vary. A branch of which a label is unclear is left out.
 */
export async function labelledTree(
  traced: TracedQuestion,
  tools: LabellingTools,
): Promise<TreeDraft | LeftOut> {
  const { question, labels, gold, others } = traced;
  const { labeller, signal } = tools;
  const instruction = question.asked.text;
  const retrieve = await labeller.judge('retrieve', { instruction }, signal);
  if (retrieve === undefined) return lacking.labels;
  const outputs = await usefulOutputs(traced, tools);
  const draft = { kind: labels.kind, prefix: questionParts(question.asked) };
  if (retrieve === noRetrieval) {
    const branches = outputs.map((output) => closedBranch(labels, output));
    return branches.length === 0 ? lacking.labels : { ...draft, branches };
  }
  const shown = [...(isLeftOut(gold) ? [] : gold), ...others].slice(0, passages);
  const answers = outputs.filter(({ forced }) => !forced);
  const branches = await Promise.all(
    shown.map((passage, at) => behind(passage, at === 0 ? outputs : answers, { labels, instruction, tools })),
  );
  return { ...draft, branches: [retrieveBranch(labels), ...branches.flat()] };
}

/** The answer, and the other output where there is one; without those whose utility is unclear. */
async function usefulOutputs(
  { question, labels }: TracedQuestion,
  { labeller, other, random, signal }: LabellingTools,
): Promise<readonly Output[]> {
  const [answer = ''] = labels.answers;
  const partly = random.below(2) === 1;
  const further = other === undefined || labels.answers.includes(other) ? [] : [other];
  const outputs = [
    { text: answer, forced: false, right: true },
    ...further.map((text) => ({
      text: partly ? `${answer} and ${text}` : text,
      forced: true,
      right: partly,
    })),
  ];
  const judged = outputs.map(async (output) => {
    const asked = { instruction: question.asked.text, output: output.text };
    const utility = await labeller.judge('utility', asked, signal);
    return utility === undefined ? [] : [{ ...output, utility }];
  });
  return (await Promise.all(judged)).flat();
}

/** Outputs behind a passage; behind one that is irrelevant the answer alone, without a support token. */
async function behind(
  passage: Passage,
  outputs: readonly Output[],
  about: { readonly labels: Labels; readonly instruction: string; readonly tools: LabellingTools },
): Promise<readonly Branch[]> {
  const { labels, instruction, tools } = about;
  const { labeller, signal } = tools;
  const evidence = `${passage.title}\n${passage.text}`;
  const relevance = await labeller.judge('relevance', { instruction, evidence }, signal);
  if (relevance === undefined) return [];
  if (relevance === '[Irrelevant]') {
    const answers = outputs.filter(({ forced }) => !forced);
    return answers.map((output) => passageBranch(labels, passage, { ...output, relevance }));
  }
  const branches = outputs.map(async (output) => {
    const judged = { instruction, evidence, output: output.text };
    const support = await labeller.judge('support', judged, signal);
    return support === undefined ? [] : [passageBranch(labels, passage, { ...output, relevance, support })];
  });
  return (await Promise.all(branches)).flat();
}
