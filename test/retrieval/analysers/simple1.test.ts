import { expect, it } from 'vitest';

import { simple1 } from '../../../src/retrieval/analysers/simple1.ts';

it('keeps lower-case runs of letters, digits and underscores', () => {
  expect(simple1.create().tokens("The cat's 2nd_life: 3.14 Łódź")).toStrictEqual([
    'the',
    'cat',
    's',
    '2nd_life',
    '3',
    '14',
    'łódź',
  ]);
});

it('finds nothing in punctuation', () => {
  expect(simple1.create().tokens(' .,- ')).toStrictEqual([]);
});
