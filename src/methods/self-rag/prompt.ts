import { escapedRegex } from '../../backends/dialects/escapedRegex.ts';
import type { Passage } from '../../ports/passage.ts';
import type { Part, Prompt } from '../../ports/prompt.ts';
import type { Asked } from '../../ports/question.ts';
import { paragraph, paragraphEnd, reflectionTokens, retrieval } from './tokens.ts';

/** Task instructions of the official code (AkariAsai/self-rag @1fcdc420 `retrieval_lm/utils.py:6-41`). */
const instructions = {
  claim: "Is the following statement correct or not? Say true if it's correct; otherwise say false.",
  choice: 'Given four answer candidates, A, B, C and D, choose the best answer choice.',
  asqa: 'Answer the following question. The question may be ambiguous and have multiple correct answers, and in that case, you have to provide a long-form answer including all correct answers.',
} as const;

/**
 * Template `prompt_no_input` around the task. Open questions have no instruction. The three ways of writing "Input"
 * are the code's: PubHealth (`fever`), ARC (`arc_c`), and ASQA without a line break (`run_long_form_static.py:395`).
 */
export function questionParts(asked: Asked, instruction: 'none' | 'asqa' = 'none'): readonly Part[] {
  return [{ text: `### Instruction:\n${taskOf(asked, instruction)}\n\n### Response:\n` }];
}

function taskOf({ task, text, choices = [] }: Asked, instruction: 'none' | 'asqa'): string {
  switch (task) {
    case 'claim':
      return `${instructions.claim}\n\n## Input:\n\n${text}`;
    case 'choice':
      return `${instructions.choice}\n\n### Input:\n${text}${choices.map((choice, n) => `\n${labelOf(n)}: ${choice}`).join('')}`;
    case 'open':
      return instruction === 'asqa' ? `${instructions.asqa}## Input:\n\n${text}` : text;
  }
}

/** A, B, C … as choices are labelled in the prompt. */
export function labelOf(position: number): string {
  return String.fromCodePoint('A'.charCodeAt(0) + position);
}

/** `[Retrieval]<paragraph>{title}\n{text}</paragraph>` (`run_short_form.py:86`); the passage itself stays plain text. */
export function passageParts({ title, text }: Passage): readonly Part[] {
  return [
    { control: retrieval },
    { control: paragraph },
    { text: `${title}\n${text}` },
    { control: paragraphEnd },
  ];
}

/** What the model wrote, its reflection tokens as control tokens again. */
export function writtenParts(raw: string): readonly Part[] {
  return raw
    .split(anyReflection)
    .filter((piece) => piece !== '')
    .map((piece) => (isReflection(piece) ? { control: piece } : { text: piece }));
}

export function textPrompt(parts: readonly Part[]): Prompt {
  return { kind: 'text', parts };
}

const anyReflection = new RegExp(`(${reflectionTokens.map(escapedRegex).join('|')})`);

function isReflection(text: string): boolean {
  return reflectionTokens.some((token) => token === text);
}
