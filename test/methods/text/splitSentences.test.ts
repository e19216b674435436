import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitSentences } from '../../../src/methods/text/splitSentences.ts';

describe('splitSentences', () => {
  test('cuts at full stops, question and exclamation marks', () => {
    expect(splitSentences('He came. Did he? "Yes!" She left.')).toEqual([
      'He came.',
      'Did he?',
      '"Yes!"',
      'She left.',
    ]);
  });

  test.each(['J. K. Rowling wrote it.', 'Dr. Smith met Mr. Jones.', 'The U.S. Army came.', 'No. 5 won.'])(
    'leaves abbreviations alone: %s',
    (text) => {
      expect(splitSentences(text)).toEqual([text]);
    },
  );

  test('cuts before a number but not inside one', () => {
    expect(splitSentences('It is 3.5 km long. 40 people live there.')).toHaveLength(2);
  });

  test('cuts at line breaks', () => {
    expect(splitSentences('Heading\nText')).toEqual(['Heading', 'Text']);
  });

  test('finds nothing in blank text', () => {
    expect(splitSentences(' \n\t ')).toEqual([]);
  });

  test('loses nothing but white space', () => {
    const bare = (text: string): string => text.replace(/\s+/gu, '');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '. ', '!', '"', '\n', ' ', '1', 'é') }),
        (text) => {
          expect(bare(splitSentences(text).join(' '))).toBe(bare(text));
        },
      ),
    );
  });
});
