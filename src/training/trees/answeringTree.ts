import { trainedPrompt } from '../../methods/im-rag/imRagPrompts.ts';
import { type MonologueTurn, monologueText } from '../../methods/im-rag/monologue.ts';
import { endOfSequence, type Labels } from '../trainingTree.ts';
import { textOf } from './questionTree.ts';
import type { TreeDraft } from './treeMaker.ts';

/** A whole monologue that found what is needed, and the answer. */
export function answeringTree(question: string, turns: readonly MonologueTurn[], labels: Labels): TreeDraft {
  const shown = turns.flatMap(({ kept }) => kept);
  const monologue = monologueText(question, turns, shown);
  const prefix = monologue.trimEnd();
  const text = textOf(trainedPrompt('answer', monologue, 'text'));
  return {
    kind: labels.kind,
    prefix: [{ text: prefix }],
    branches: [
      {
        prompt: [{ text: text.slice(prefix.length) }],
        target: [{ text: ` ${labels.answers[0] ?? ''}` }, endOfSequence],
        labels: { ...labels, turns: turns.length, documents: shown.length },
      },
    ],
  };
}
