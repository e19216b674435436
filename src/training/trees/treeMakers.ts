import { prependedPrompt } from '../../methods/invar-rag.ts';
import { answeringPrompt } from '../../methods/prompting/answeringPrompt.ts';
import type { Protocol } from '../trainingTree.ts';
import { closedBookTree } from './closedBookTree.ts';
import { answererTree, questionerTree } from './monologueTrees.ts';
import { readerTree } from './readerTree.ts';
import { selfRagTree } from './selfRagTree.ts';
import type { TreeMaker } from './treeMaker.ts';

/** How the trees of each protocol are made, each with its method's own text prompt. */
export const treeMakers: Readonly<Record<Protocol, TreeMaker>> = {
  reader: readerTree((asked, shown) => answeringPrompt(asked, shown, 'text')),
  'closed-book': closedBookTree,
  'self-rag': selfRagTree,
  questioner: questionerTree,
  answerer: answererTree,
  'invar-reader': readerTree((asked, shown) => prependedPrompt(asked, shown, 'text')),
};
