import { english1 } from '../../src/retrieval/analysers/english1.ts';
import { keptApart } from '../../src/training/split/keptApart.ts';
import { type WorldSide, worldSeed } from '../../src/training/split/worldSeeds.ts';
import type { WordingSide } from '../../src/training/trainingTree.ts';
import {
  articlesPerWorld,
  openTrainingWorld,
  type TrainingWorld,
} from '../../src/training/world/trainingWorld.ts';

/** World `n` of seed 5, as `writeTrainingData` opens it. */
export function sampleWorld(
  side: WorldSide = 'training',
  wording: WordingSide = 'train',
  n = 0,
): TrainingWorld {
  const world = {
    ...keptApart(side, wording),
    seed: worldSeed(side, 5, n),
    articles: articlesPerWorld,
    texts: 1,
  };
  return openTrainingWorld(world, english1, new AbortController().signal);
}
