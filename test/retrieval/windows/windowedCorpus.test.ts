import fc from 'fast-check';
import { expect, it } from 'vitest';

import { windowedCorpus } from '../../../src/retrieval/windows/windowedCorpus.ts';
import { corpusOf, passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';

async function windows(text: string, words: number): Promise<readonly string[]> {
  const pieces = await Array.fromAsync(windowedCorpus(corpusOf(passagesOf(text)), words).passages(never));
  return pieces.map((piece) => piece.text);
}

it('cuts long passages, the last piece shorter', async () => {
  expect(await windows('a b  c\nd e', 2)).toStrictEqual(['a b', 'c\nd', 'e']);
});

it('leaves passages alone that are not longer', async () => {
  const passage = { id: 'p', title: 'T', text: ' a b ', sentences: ['a', 'b'] };
  const pieces = await Array.fromAsync(windowedCorpus(corpusOf([passage]), 2).passages(never));
  expect(pieces).toStrictEqual([passage]);
});

it('gives pieces the id and the title of their passage', async () => {
  const passage = { id: 'p', title: 'T', text: 'a b c', sentences: ['a b', 'c'] };
  const pieces = await Array.fromAsync(windowedCorpus(corpusOf([passage]), 2).passages(never));
  expect(pieces).toStrictEqual([
    { id: 'p', title: 'T', text: 'a b' },
    { id: 'p', title: 'T', text: 'c' },
  ]);
});

it('loses no word and makes no piece too long', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.integer({ min: 1, max: 5 }), async (text, words) => {
      const pieces = await windows(text, words);
      const wordsOf = (each: string): readonly string[] => each.match(/\S+/g) ?? [];
      expect(pieces.flatMap(wordsOf)).toStrictEqual(wordsOf(text));
      for (const piece of pieces) expect(wordsOf(piece).length).toBeLessThanOrEqual(words);
    }),
  );
});

it.each([0, 1.5, Number.NaN])('refuses windows of %d words', (words) => {
  expect(() => windowedCorpus(corpusOf([]), words)).toThrow('whole number');
});
