import { expect, it } from 'vitest';

import { termsOf } from '../../../src/retrieval/analysers/termsOf.ts';

import { simple1 } from '../../../src/retrieval/analysers/simple1.ts';

it('keeps lower-case runs of letters, digits and underscores', () => {
  expect(termsOf(simple1, "The cat's 2nd_life: 3.14 Łódź")).toStrictEqual([
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
  expect(termsOf(simple1, ' .,- ')).toStrictEqual([]);
});
