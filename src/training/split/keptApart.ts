import type { AtlasWorld } from '../../datasets/atlas/atlasWorld.ts';
import type { WordingSide } from '../trainingTree.ts';
import { nameSplit } from './nameSplit.ts';
import { wordingSplit } from './wordingSplit.ts';
import type { WorldSide } from './worldSeeds.ts';

/**
 * What makes an Atlas world one of a side: its names, and the wordings that it is told in. `texts`: wordings a question;
 * of the held-out ones there are two.
 */
export function keptApart(
  worlds: WorldSide,
  wording: WordingSide,
): Pick<AtlasWorld, 'names' | 'wordings' | 'texts'> {
  const split = wordingSplit()[wording];
  return {
    names: nameSplit()[worlds],
    wordings: (list) => split.get(list) ?? [],
    texts: wording === 'held-out' ? 2 : 4,
  };
}
