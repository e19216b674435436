import { passageParts } from '../../methods/self-rag/prompt.ts';
import { noSupport } from '../../methods/self-rag/tokens.ts';
import type { Passage } from '../../ports/passage.ts';
import { type Branch, endOfSequence, type Labels, type TargetPart, unknownAnswer } from '../trainingTree.ts';

/** An output after a passage, and the reflection tokens that it deserves. */
export interface Judged {
  readonly text: string;
  readonly relevance: '[Relevant]' | '[Irrelevant]';
  /** Absent after an irrelevant passage, as in the released training data. */
  readonly support?: '[Fully supported]' | '[Partially supported]' | typeof noSupport;
  readonly utility: `[Utility:${1 | 2 | 3 | 4 | 5}]`;
  /** Not to be learnt as an output, only to be judged. */
  readonly forced: boolean;
  readonly right: boolean;
}

const relevant = { relevance: '[Relevant]', forced: false } as const;

/** Judgements of outputs that are the model's own. */
export const judged = {
  /** The answer stands in the passage. */
  full: { ...relevant, text: '', support: '[Fully supported]', utility: '[Utility:5]', right: true },
  /** The passage has one of the two values that the answer rests on. */
  half: { ...relevant, text: '', support: '[Partially supported]', utility: '[Utility:3]', right: true },
  /** The passage is about what the question names, and does not have the answer. */
  relevantOnly: {
    ...relevant,
    text: unknownAnswer,
    support: noSupport,
    utility: '[Utility:1]',
    right: false,
  },
  irrelevant: {
    text: unknownAnswer,
    relevance: '[Irrelevant]',
    utility: '[Utility:1]',
    forced: false,
    right: false,
  },
} as const satisfies Readonly<Record<string, Judged>>;

/** `[Relevant]answer[Fully supported][Utility:5]`, or `[Irrelevant]answer[Utility:1]`, behind one passage. */
export function passageBranch(labels: Labels, passage: Passage, output: Judged): Branch {
  const { text, relevance, support, utility, forced, right } = output;
  const written: TargetPart = forced ? { text, loss: false } : { text };
  return {
    prompt: passageParts(passage),
    target: [
      { control: relevance },
      written,
      ...(support === undefined ? [] : [{ control: support }]),
      { control: utility },
      endOfSequence,
    ],
    labels: {
      ...labels,
      part: 'passage',
      relevance,
      ...(support === undefined ? {} : { support }),
      utility,
      forced,
      right,
    },
  };
}
