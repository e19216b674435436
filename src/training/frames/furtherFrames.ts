import { askingFrames } from './asking/askingFrames.ts';
import { companyAndEventFrames } from './companyAndEventFrames.ts';
import { formFrames } from './formFrames.ts';
import { peopleFrames } from './peopleFrames.ts';
import { placeFrames } from './placeFrames.ts';
import { workFrames } from './workFrames.ts';

/** Frames that only training uses, by the list that they go behind. */
export type FurtherFrames = Readonly<Record<string, readonly string[]>>;

/**
 * They make up for those that are held out: seven statements and ten questions a relation and six questions a form, in
 * which nearly every content word of the held-out frames occurs. A list only ever grows at its end.
 */
export const furtherFrames: FurtherFrames = {
  ...placeFrames,
  ...peopleFrames,
  ...workFrames,
  ...companyAndEventFrames,
  ...formFrames,
  ...askingFrames,
};
