import { noRetrieval, noSupport, retrieval } from '../../methods/self-rag/tokens.ts';
import type { Prompt } from '../../ports/prompt.ts';

/** What a labelling model is to judge by: each rating that it may give, and the reflection token that it stands for. */
export const ratings = {
  retrieve: { '[Yes]': retrieval, '[No]': noRetrieval },
  relevance: { '[Relevant]': '[Relevant]', '[Irrelevant]': '[Irrelevant]' },
  support: {
    '[Fully supported]': '[Fully supported]',
    '[Partially supported]': '[Partially supported]',
    [noSupport]: noSupport,
  },
  utility: {
    '5': '[Utility:5]',
    '4': '[Utility:4]',
    '3': '[Utility:3]',
    '2': '[Utility:2]',
    '1': '[Utility:1]',
  },
} as const;

export type LabelFamily = keyof typeof ratings;

/** The reflection tokens of a family that a labelling model can give. */
export type Label<F extends LabelFamily> = (typeof ratings)[F][keyof (typeof ratings)[F]];

/** What is judged: `evidence` for relevance and support, `output` for support and utility. */
export interface Judgeable {
  readonly instruction: string;
  readonly evidence?: string;
  readonly output?: string;
}

/**
 * What is asked, after the outlines of the released prompts (AkariAsai/self-rag @1fcdc420,
 * `data_creation/critic/gpt4_reward/chatgpt_{need_retrieval,relevance,groundness,utility}.py`): task, ratings and what
 * they mean. The wording is ours, and there are no demonstrations.
 */
const tasks: Readonly<Record<LabelFamily, string>> = {
  retrieve: `You are given an instruction. Decide whether looking things up in documents, such as pages of Wikipedia, would help to write a better response.
[Yes]: the response needs facts that ought to be looked up.
[No]: the response follows from the instruction itself, from common sense or from language alone.`,
  relevance: `You are given an instruction and a piece of evidence. Decide whether the evidence is relevant to the instruction and useful for responding to it.
[Relevant]: it says something that helps to respond, wholly or in part.
[Irrelevant]: it does not, even if it is about something similar.`,
  support: `You are given an instruction, a piece of evidence and an output. Decide how far the evidence supports what the output says in response to the instruction. Use the evidence alone, no knowledge of your own.
[Fully supported]: all that the output says stands in the evidence, almost identically, or follows from it.
[Partially supported]: the evidence supports a part of it, but major information is missing.
[No support / Contradictory]: the evidence ignores what the output says, or contradicts it.`,
  utility: `You are given an instruction and an output. Rate how useful the output is as a response to the instruction, from 1 to 5.
5: a complete and correct response that fully satisfies the need for information.
4: it mostly fulfils the need; details could be better, or it says more than was asked.
3: acceptable, but a major addition or correction is needed.
2: it is about what was asked, but wrong or of hardly any use.
1: it has nothing to do with what was asked, or is empty.`,
};

/** The prompt for a rating and why: a chat. */
export function labelPrompt(family: LabelFamily, { instruction, evidence, output }: Judgeable): Prompt {
  const reply = `Reply with two lines: "Rating:" and one of ${Object.keys(ratings[family]).join(', ')}, as written here; then "Explanation:" and one sentence why.`;
  const inputs = [
    `Instruction: ${instruction}`,
    ...(evidence === undefined ? [] : [`Evidence: ${evidence}`]),
    ...(output === undefined ? [] : [`Output: ${output}`]),
  ];
  return {
    kind: 'chat',
    turns: [
      { role: 'system', parts: [{ text: `${tasks[family]}\n\n${reply}` }] },
      { role: 'user', parts: [{ text: inputs.join('\n\n') }] },
    ],
  };
}
