import type { AtlasQuestionKind } from '../../datasets/atlas/asking/draft.ts';
import { between } from '../../datasets/atlas/pick.ts';
import { answeringPrompt } from '../../methods/prompting/answeringPrompt.ts';
import { askOfKind } from '../draw/askOfKind.ts';
import { putDraft } from '../draw/putDraft.ts';
import { weighted, type Weights } from '../draw/weighted.ts';
import { type PutQuestion, questionTree } from './questionTree.ts';
import type { TreeMaker } from './treeMaker.ts';

const kinds: Weights<AtlasQuestionKind> = [
  ['common', 35],
  ['self-contained', 35],
  ['one-hop', 12],
  ['bridge', 6],
  ['comparison', 6],
  ['yes-no', 6],
];

/** Questions without documents: those that need none, and others, which cannot be known. */
export const closedBookTree: TreeMaker = async ({ atlas }, random) => {
  const questions = new Map<string, PutQuestion>();
  for (let left = between(random, 4, 9); left > 0; left--) {
    const draft = askOfKind(atlas, random, weighted(random, kinds));
    if (draft === undefined) continue;
    questions.set(draft.texts[0] ?? '', putDraft(draft, draft.hops === 0));
  }
  const [first, ...others] = questions.values();
  if (first === undefined) return undefined;
  return questionTree(first.labels.kind, [first, ...others], (asked) => answeringPrompt(asked, [], 'text'));
};
