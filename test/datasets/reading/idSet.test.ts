import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { idSet } from '../../../src/datasets/reading/idSet.ts';

const id = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer({ min: 0, max: 2 ** 30 }).map(String),
  fc.constantFrom('0', '00', '1', '01', '-1', '1.0', '268435455', '268435456', '999999999', ''),
);

describe('a set of ids', () => {
  it('knows each id from the second time on, as a Set does', () => {
    fc.assert(
      fc.property(fc.array(id), (ids) => {
        const ours = idSet();
        const theirs = new Set<string>();
        for (const one of ids) {
          expect(ours.add(one)).toBe(!theirs.has(one));
          theirs.add(one);
        }
      }),
    );
  });

  it('takes no id for another among 300,000 numbered names', () => {
    const ids = idSet();
    let taken = 0;
    for (let n = 0; n < 300_000; n++) if (!ids.add(`hotpot-${n}`)) taken++;
    expect(taken).toBe(0);
    expect(ids.add('hotpot-299999')).toBe(false);
  });
});
