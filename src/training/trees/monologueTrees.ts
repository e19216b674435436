import type { AtlasQuestionKind } from '../../datasets/atlas/asking/draft.ts';
import { askedOf } from '../draw/askedOf.ts';
import { askOfKind } from '../draw/askOfKind.ts';
import { labelsOf } from '../draw/labelsOf.ts';
import { oracleMonologue } from '../draw/oracleMonologue.ts';
import { weighted, type Weights } from '../draw/weighted.ts';
import { answeringTree } from './answeringTree.ts';
import { askingTree } from './askingTree.ts';
import type { TreeMaker } from './treeMaker.ts';

/** What monologues are about: mostly questions of two steps. */
const monologueKinds: Weights<AtlasQuestionKind> = [
  ['one-hop', 22],
  ['bridge', 36],
  ['comparison', 16],
  ['yes-no', 14],
  ['common', 6],
  ['self-contained', 6],
];

/** A whole monologue, to ask as it does. */
export const questionerTree: TreeMaker = fromMonologue(askingTree);

/** A whole monologue, to answer from. */
export const answererTree: TreeMaker = fromMonologue(answeringTree);

function fromMonologue(make: typeof askingTree): TreeMaker {
  return async (world, random) => {
    const draft = askOfKind(world.atlas, random, weighted(random, monologueKinds));
    if (draft === undefined) return undefined;
    const turns = await oracleMonologue(world, random, draft);
    if (turns === undefined) return undefined;
    return make(askedOf(draft).text, turns, labelsOf(draft, { answered: true }));
  };
}
