import fc from 'fast-check';
import { expect, it } from 'vitest';

import { whitespace1 } from '../../../src/retrieval/analysers/whitespace1.ts';
import { wordScanner } from '../../../src/retrieval/analysers/wordScanner.ts';
import { wordNumbers } from '../../../src/retrieval/bm25/wordNumbers.ts';

function numbersOf(text: string, numbers: ReturnType<typeof wordNumbers>): readonly number[] {
  const words = wordScanner(whitespace1)(text);
  return Array.from({ length: words.count }, (_, word) => numbers.of(words, word));
}

it('asks once for each word', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, unit: 'binary' }).map((word) => word.replaceAll(/\s/g, '_'))),
      (words) => {
        const asked: string[] = [];
        const numbers = wordNumbers((word) => asked.push(word) - 2);
        const distinct = [...new Set(words)];
        expect(numbersOf(words.join(' '), numbers)).toStrictEqual(
          words.map((word) => distinct.indexOf(word) - 1),
        );
        expect(asked).toStrictEqual(distinct);
      },
    ),
  );
});

it('keeps many words apart while it grows', () => {
  const words = Array.from({ length: 20_000 }, (_, n) => `w${n}`);
  const numbers = wordNumbers((word) => Number(word.slice(1)));
  expect(numbersOf([...words, ...words].join(' '), numbers)).toStrictEqual([
    ...words.keys(),
    ...words.keys(),
  ]);
});

it('forgets everything when it is full, and goes on right', () => {
  const asked: string[] = [];
  const numbers = wordNumbers((word) => {
    asked.push(word);
    return word.length;
  }, 2);
  expect(numbersOf('a bb ccc a a', numbers)).toStrictEqual([1, 2, 3, 1, 1]);
  expect(asked).toStrictEqual(['a', 'bb', 'ccc', 'a']);
});
