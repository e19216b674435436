import { noRetrieval, retrieval } from '../../methods/self-rag/tokens.ts';
import { type Branch, endOfSequence, type Labels } from '../trainingTree.ts';
import type { Judged } from './passageBranch.ts';

/** `[Retrieval]`, where the question needs a search. */
export function retrieveBranch(labels: Labels): Branch {
  return {
    prompt: [],
    target: [{ control: retrieval }],
    labels: { ...labels, part: 'decision', retrieve: true },
  };
}

/** `[No Retrieval]answer[Utility:5]`, without a passage; of a forced output also the decision is only read. */
export function closedBranch(
  labels: Labels,
  { text, utility, forced, right }: Pick<Judged, 'text' | 'utility' | 'forced' | 'right'>,
): Branch {
  const decided = { control: noRetrieval };
  const written = [{ control: utility }, endOfSequence];
  return {
    prompt: forced ? [decided] : [],
    target: forced ? [{ text, loss: false }, ...written] : [decided, { text }, ...written],
    labels: { ...labels, part: 'closed', retrieve: false, utility, forced, right },
  };
}
