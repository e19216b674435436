import { expect, it } from 'vitest';

import { okapiTop } from './okapiTop.ts';

const texts = ['The red fox', 'the Fox ran far', 'A dog', 'the red dog ran'];

it('ranks as rank_bm25 does, equal scores in the order of the texts', () => {
  expect(okapiTop(texts, ['RAN far', 'far'], 4)).toStrictEqual([
    [1, 0, 2, 3],
    [1, 0, 2, 3],
  ]);
});

it('gives words of more than half the texts a little weight of their own', () => {
  expect(okapiTop(texts, ['the'], 4)).toStrictEqual([[0, 1, 3, 2]]);
});
