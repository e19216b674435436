import { expect, it } from 'vitest';

import { lowerCase } from '../../../src/retrieval/analysers/lowerCase.ts';

it('has no final sigma and no combining dot, as Lucene', () => {
  expect(lowerCase('ΟΔΟΣ İI')).toBe('οδοσ ii');
});

it('keeps a final sigma that is there', () => {
  expect(lowerCase('Οδος')).toBe('οδος');
});
