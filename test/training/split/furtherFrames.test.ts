import { describe, expect, it } from 'vitest';

import { furtherFrames } from '../../../src/training/frames/furtherFrames.ts';
import { frameLists } from '../../../src/training/split/frameLists.ts';

const lists = frameLists();
const further = Object.entries(furtherFrames).map(([list, frames]) => ({ list, frames }));
const slotsOf = (frame: string): readonly string[] => [...frame.matchAll(/\{[^}]*\}/g)].map(([slot]) => slot);

describe('furtherFrames', () => {
  it('go behind every list of statements and of questions without article', () => {
    const wanted = [...lists.keys()].filter((list) => /\/statement$|^common\/|^self-contained\//.test(list));
    expect(further.map(({ list }) => list).sort()).toEqual(wanted.sort());
  });

  it.each(further)('of $list are new and all different', ({ list, frames }) => {
    expect(new Set([...frames, ...(lists.get(list) ?? [])]).size).toBe(
      frames.length + (lists.get(list)?.length ?? 0),
    );
  });

  it.each(further.filter(({ list }) => list.endsWith('/statement')))(
    'of $list are sentences with the slots they need',
    ({ frames }) => {
      for (const frame of frames) {
        expect(frame).toMatch(/^[{A-Z].*\.$/);
        expect(slotsOf(frame).filter((slot) => /\{(an )?[oO]('s)?\}/.test(slot))).toHaveLength(1);
        expect(slotsOf(frame).filter((slot) => !/^\{(an )?[sSoOkc]('s)?\}$/.test(slot))).toEqual([]);
      }
    },
  );

  it.each(further.filter(({ list }) => !list.endsWith('/statement')))(
    'of $list are questions with the slots of the others',
    ({ list, frames }) => {
      const known = new Set((lists.get(list) ?? []).flatMap(slotsOf).map((slot) => slot.toLowerCase()));
      for (const frame of frames) {
        expect(frame).toMatch(/\?$/);
        expect(slotsOf(frame).filter((slot) => !known.has(slot.toLowerCase()))).toEqual([]);
      }
    },
  );
});
