import type { Wording } from '../../datasets/atlas/writing/chooseWordings.ts';
import { furtherFrames } from '../frames/furtherFrames.ts';
import type { WordingSide } from '../trainingTree.ts';
import { frameLists } from './frameLists.ts';

/** The wordings of each list on one side. */
export type SideWordings = ReadonlyMap<string, readonly Wording[]>;

/**
 * The frames of Atlas, one in four kept from training: numbers 3, 7 and 11 of a list, counted from 0, and 3 and 6 of
 * comparisons and of what two have in common, whose frames are alike in all relations. A frame that stands in another
 * list too, and is held out there, is used on neither side. Those that only training uses have ids `…/more-0` and on.
 */
export function wordingSplit(): Readonly<Record<WordingSide, SideWordings>> {
  const lists = [...frameLists()].map(([list, frames]) => ({
    list,
    wordings: frames.map((frame, at) => ({ id: `${list}/${at}`, frame })),
  }));
  const heldOut = new Map(
    lists.map(({ list, wordings }) => [list, wordings.filter((_, at) => isHeldOut(list, at))] as const),
  );
  const heldFrames = new Set([...heldOut.values()].flat().map(({ frame }) => frame));
  const train = new Map(
    lists.map(({ list, wordings }) => {
      const further = (furtherFrames[list] ?? []).map((frame, at) => ({ id: `${list}/more-${at}`, frame }));
      return [list, [...wordings, ...further].filter(({ frame }) => !heldFrames.has(frame))] as const;
    }),
  );
  return { train, 'held-out': heldOut };
}

function isHeldOut(list: string, at: number): boolean {
  return /\/(?:comparison|same)$/.test(list) ? at === 3 || at === 6 : at % 4 === 3;
}
