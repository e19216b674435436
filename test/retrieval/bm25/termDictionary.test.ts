import fc from 'fast-check';
import { expect, it } from 'vitest';

import { createTermDictionary, termNumber } from '../../../src/retrieval/bm25/termDictionary.ts';

it('finds the number of each term, and nothing else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'binary' })), fc.string(), (terms, other) => {
      const dictionary = createTermDictionary(terms);
      expect(terms.map((term) => termNumber(dictionary, term))).toStrictEqual([...terms.keys()]);
      const at = terms.indexOf(other);
      expect(termNumber(dictionary, other)).toBe(at === -1 ? undefined : at);
    }),
  );
});

it('tells terms apart that share a prefix', () => {
  const dictionary = createTermDictionary(['cat', 'cats', 'ca']);
  expect(['ca', 'cat', 'cats', 'c'].map((term) => termNumber(dictionary, term))).toStrictEqual([
    2,
    0,
    1,
    undefined,
  ]);
});
