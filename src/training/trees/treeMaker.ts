import type { Random } from '../../ports/random.ts';
import type { TrainingTree } from '../trainingTree.ts';
import type { TrainingWorld } from '../world/trainingWorld.ts';

/** A tree before it has its place in a file. */
export type TreeDraft = Pick<TrainingTree, 'kind' | 'prefix' | 'branches'>;

/** Tries once to make a tree; `undefined` where what was drawn does not make one. */
export type TreeMaker = (world: TrainingWorld, random: Random) => Promise<TreeDraft | undefined>;
