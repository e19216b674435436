import type { AtlasWorld } from '../../datasets/atlas/atlasWorld.ts';
import { furtherFrames } from '../frames/furtherFrames.ts';
import type { NameFilter } from '../split/nameSplit.ts';
import { type WorldSide, worldSeed } from '../split/worldSeeds.ts';
import type { WordingFilter } from '../split/wordingSplit.ts';
import { articlesPerWorld } from './trainingWorld.ts';

/** What all worlds of one set of data have in common. */
export interface WorldPlan {
  readonly side: WorldSide;
  readonly seed: number;
  readonly names: NameFilter;
  readonly allows: WordingFilter;
}

/** World `n` of a set of data. `texts`: wordings a question. */
export function worldFor({ side, seed, names, allows }: WorldPlan, n: number, texts = 1): AtlasWorld {
  return {
    seed: worldSeed(side, seed, n),
    articles: articlesPerWorld,
    allows,
    more: (list) => furtherFrames[list] ?? [],
    names,
    texts,
  };
}
