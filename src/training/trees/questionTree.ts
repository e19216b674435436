import { RagstoneError } from '../../errors.ts';
import type { Prompt } from '../../ports/prompt.ts';
import type { Asked } from '../../ports/question.ts';
import { type Branch, endOfSequence, type Labels } from '../trainingTree.ts';
import type { TreeDraft } from './treeMaker.ts';

/** A question that is put behind a prefix; the first of its labels' answers is to be written. */
export interface PutQuestion {
  readonly asked: Asked;
  readonly labels: Labels;
}

/** A method's prompt as a text, for every question behind the same documents. */
export type PromptOf = (asked: Asked) => Prompt;

/**
 * One tree of several questions whose prompts differ from "Question:" on. The white space before that belongs to the
 * branches.
 */
export function questionTree(kind: string, questions: readonly PutQuestion[], promptOf: PromptOf): TreeDraft {
  const prefixes = new Set<string>();
  const branches = questions.map(({ asked, labels }): Branch => {
    const text = textOf(promptOf(asked));
    const shared = text.slice(0, text.lastIndexOf(`Question: ${asked.text}`)).trimEnd();
    prefixes.add(shared);
    return {
      prompt: [{ text: text.slice(shared.length) }],
      target: [{ text: ` ${labels.answers[0] ?? ''}` }, endOfSequence],
      labels,
    };
  });
  const [prefix = ''] = prefixes;
  if (prefixes.size !== 1) {
    throw new RagstoneError('internal', 'The prompts of one tree do not begin alike.', { input: prefixes });
  }
  return { kind, prefix: [{ text: prefix }], branches };
}

/** The text of a prompt that is one. @throws RagstoneError `internal` for any other. */
export function textOf(prompt: Prompt): string {
  const [part, ...others] = prompt.kind === 'text' ? prompt.parts : [];
  if (part === undefined || !('text' in part) || others.length > 0) {
    throw new RagstoneError('internal', 'A prompt to learn from is one text.', { input: prompt });
  }
  return part.text;
}
