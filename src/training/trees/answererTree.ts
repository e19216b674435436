import { trainedPrompt } from '../../methods/im-rag/imRagPrompts.ts';
import { monologueText } from '../../methods/im-rag/monologue.ts';
import { askedOf } from '../draw/askedOf.ts';
import { askOfKind } from '../draw/askOfKind.ts';
import { labelsOf } from '../draw/labelsOf.ts';
import { oracleMonologue } from '../draw/oracleMonologue.ts';
import { weighted } from '../draw/weighted.ts';
import { endOfSequence } from '../trainingTree.ts';
import { monologueKinds } from './questionerTree.ts';
import { textOf } from './questionTree.ts';
import type { TreeMaker } from './treeMaker.ts';

/** A whole monologue that found what is needed, and the answer. */
export const answererTree: TreeMaker = async (world, random) => {
  const draft = askOfKind(world.atlas, random, weighted(random, monologueKinds));
  if (draft === undefined) return undefined;
  const turns = await oracleMonologue(world, random, draft);
  if (turns === undefined) return undefined;
  const shown = turns.flatMap(({ kept }) => kept);
  const monologue = monologueText(askedOf(draft).text, turns, shown);
  const prefix = monologue.trimEnd();
  const text = textOf(trainedPrompt('answer', monologue, 'text'));
  const labels = labelsOf(draft, { answered: true });
  return {
    kind: draft.kind,
    prefix: [{ text: prefix }],
    branches: [
      {
        prompt: [{ text: text.slice(prefix.length) }],
        target: [{ text: ` ${labels.answers[0] ?? ''}` }, endOfSequence],
        labels: { ...labels, turns: turns.length, documents: shown.length },
      },
    ],
  };
};
