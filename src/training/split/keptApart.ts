import type { AtlasWorld } from '../../datasets/atlas/atlasWorld.ts';
import { furtherFrames } from '../frames/furtherFrames.ts';
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
): Pick<AtlasWorld, 'names' | 'allows' | 'more' | 'texts'> {
  return {
    names: nameSplit()[worlds],
    allows: wordingSplit()[wording],
    more: (list) => furtherFrames[list] ?? [],
    texts: wording === 'held-out' ? 2 : 4,
  };
}
