import type { Draft } from '../../datasets/atlas/asking/draft.ts';
import { RagstoneError } from '../../errors.ts';
import type { Prompt } from '../../ports/prompt.ts';
import type { Asked } from '../../ports/question.ts';
import { askedOf } from '../draw/askedOf.ts';
import { labelsOf } from '../draw/labelsOf.ts';
import { type Branch, endOfSequence, type Labels } from '../trainingTree.ts';
import type { TreeDraft } from './treeMaker.ts';

/** A question that is put behind a prefix, and what is further said of it. */
export interface PutQuestion {
  readonly draft: Draft;
  /** Whether the evidence is there; if not, the answer is the word for that. */
  readonly answered: boolean;
  readonly more: Readonly<Record<string, string | number | boolean>>;
}

/** A method's prompt as a text, for every question behind the same documents. */
export type PromptOf = (asked: Asked) => Prompt;

/**
 * One tree of several questions whose prompts differ from "Question:" on. The white space before that belongs to the
 * branches.
 */
export function questionTree(kind: string, questions: readonly PutQuestion[], promptOf: PromptOf): TreeDraft {
  const prefixes = new Set<string>();
  const branches = questions.map(({ draft, answered, more }): Branch => {
    const asked = askedOf(draft);
    const text = textOf(promptOf(asked));
    const shared = text.slice(0, text.lastIndexOf(`Question: ${asked.text}`)).trimEnd();
    prefixes.add(shared);
    const labels: Labels = { ...labelsOf(draft, { answered }), answered, ...more };
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
