import { expect, it } from 'vitest';

import { termsOf } from '../../../src/retrieval/analysers/termsOf.ts';

import { whitespace1 } from '../../../src/retrieval/analysers/whitespace1.ts';

it('changes nothing but where it cuts', () => {
  expect(termsOf(whitespace1, ' The cat’s,\t17\n_ ')).toStrictEqual(['The', 'cat’s,', '17', '_']);
});

it('finds nothing in white space', () => {
  expect(termsOf(whitespace1, ' \n\t')).toStrictEqual([]);
});
