import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenise } from '../../../src/methods/extractive/tokenise.ts';

const words = (text: string): readonly string[] => tokenise(text, 1000).words;

describe('tokenise', () => {
  test('cuts marks off words', () => {
    expect(words('Rome, (Italy).')).toEqual(['rome', ',', '(', 'italy', ')', '.']);
  });

  test('keeps numbers whole, with what hangs on them', () => {
    expect(words('1,000.5 in the 1980s, 2nd at 10:30')).toEqual([
      '1,000.5',
      'in',
      'the',
      '1980s',
      ',',
      '2nd',
      'at',
      '10:30',
    ]);
  });

  test('keeps dotted abbreviations and inner apostrophes, but not the possessive', () => {
    expect(words("the U.S. don't O'Neill's")).toEqual(['the', 'u.s.', "don't", "o'neill", "'s"]);
  });

  test('parts what a hyphen joins', () => {
    expect(words('Saint-Denis')).toEqual(['saint', '-', 'denis']);
  });

  test('reads no more tokens than it may', () => {
    expect(tokenise('a b c d', 2).length).toBe(2);
  });

  test('finds tokens in order, apart from each other, that are the text in lower case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tokens = tokenise(text, 100);
        let end = 0;
        for (const [at, word] of tokens.words.entries()) {
          const from = tokens.from[at] ?? -1;
          const to = tokens.to[at] ?? -1;
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          expect(text.slice(from, to).toLowerCase()).toBe(word);
          end = to;
        }
      }),
    );
  });
});
