import fc from 'fast-check';
import { expect, it } from 'vitest';

import { buildHashIndex, positionsOfHash, sharedHashes } from '../../../src/retrieval/arrays/hashIndex.ts';

const hashes = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.nat({ max: 0xffffffff })));

it('finds exactly the positions of a hash, ascending', () => {
  fc.assert(
    fc.property(hashes, (values) => {
      const index = buildHashIndex(Uint32Array.from(values));
      for (const hash of [...values, 3, 0xffffffff]) {
        const expected = values.flatMap((value, position) => (value === hash ? [position] : []));
        expect(positionsOfHash(index, hash)).toStrictEqual(expected);
      }
    }),
  );
});

it('groups the positions that share a hash', () => {
  const index = buildHashIndex(Uint32Array.from([7, 4294967295, 7, 1, 4294967295, 7]));
  expect([...sharedHashes(index)]).toStrictEqual([
    [0, 2, 5],
    [1, 4],
  ]);
});
