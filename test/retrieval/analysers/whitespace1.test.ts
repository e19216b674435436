import { expect, it } from 'vitest';

import { whitespace1 } from '../../../src/retrieval/analysers/whitespace1.ts';

it('changes nothing but where it cuts', () => {
  expect(whitespace1.create().tokens(' The cat’s,\t17\n_ ')).toStrictEqual(['The', 'cat’s,', '17', '_']);
});

it('finds nothing in white space', () => {
  expect(whitespace1.create().tokens(' \n\t')).toStrictEqual([]);
});
