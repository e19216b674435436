import { furtherFrames } from '../frames/furtherFrames.ts';
import type { WordingSide } from '../trainingTree.ts';
import { frameLists } from './frameLists.ts';

/** Says which wordings may be used on one side: what an Atlas world takes as `allows`. */
export type WordingFilter = (id: string) => boolean;

/**
 * The frames of Atlas, one in four kept from training: numbers 3, 7 and 11 of a list, counted from 0, and 3 and 6 of
 * comparisons and of what two have in common, whose frames are alike in all relations. A frame that stands in another
 * list too, and is held out there, is used on neither side. Frames added for training are never held out.
 */
export function wordingSplit(): Readonly<Record<WordingSide, WordingFilter>> {
  const lists = [...frameLists()];
  const held = lists.flatMap(([list, frames]) => frames.filter((_, at) => isHeldOut(list, at)));
  const heldTexts = new Set(held);
  const sides = new Map<string, WordingSide>();
  for (const [list, frames] of lists) {
    for (const [at, frame] of frames.entries()) {
      if (isHeldOut(list, at)) sides.set(`${list}/${at}`, 'held-out');
      else if (!heldTexts.has(frame)) sides.set(`${list}/${at}`, 'train');
    }
  }
  for (const [list, frames] of Object.entries(furtherFrames)) {
    for (const at of frames.keys()) sides.set(`${list}/more-${at}`, 'train');
  }
  return {
    train: (id) => sides.get(id) === 'train',
    'held-out': (id) => sides.get(id) === 'held-out',
  };
}

function isHeldOut(list: string, at: number): boolean {
  return /\/(?:comparison|same)$/.test(list) ? at === 3 || at === 6 : at % 4 === 3;
}
