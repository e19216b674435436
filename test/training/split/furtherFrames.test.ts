import { describe, expect, it } from 'vitest';

import { furtherFrames } from '../../../src/training/frames/furtherFrames.ts';
import { frameLists } from '../../../src/training/split/frameLists.ts';
import { wordingSplit } from '../../../src/training/split/wordingSplit.ts';

const lists = frameLists();
const further = Object.entries(furtherFrames).map(([list, frames]) => ({ list, frames }));
const slotsOf = (frame: string): readonly string[] => [...frame.matchAll(/\{[^}]*\}/g)].map(([slot]) => slot);

describe('furtherFrames', () => {
  it('go behind every list but those of pseudonyms', () => {
    const wanted = [...lists].flatMap(([list, frames]) =>
      frames.length > 0 && !list.endsWith('/alias') ? [list] : [],
    );
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
    'of $list are questions, or phrases, with the slots of the others',
    ({ list, frames }) => {
      const plain = (frame: string): readonly string[] =>
        slotsOf(frame.toLowerCase()).map((slot) => slot.replace("'s", ''));
      const known = new Set((lists.get(list) ?? []).flatMap(plain));
      for (const frame of frames) {
        expect(frame.endsWith('?')).toBe(!list.endsWith('/phrase'));
        expect(frame).toMatch(list.endsWith('/phrase') ? /^the / : /^[A-Z{]/);
        expect(new Set(plain(frame))).toEqual(known);
      }
    },
  );

  it('hold none that is kept from training', () => {
    const heldOut = new Set([...wordingSplit()['held-out'].values()].flat().map(({ frame }) => frame));
    const kept = further.flatMap(({ frames }) => frames.filter((frame) => heldOut.has(frame)));
    expect(kept).toEqual([]);
  });
});
