import fc from 'fast-check';
import { expect, it } from 'vitest';

import { simple1 } from '../../../src/retrieval/analysers/simple1.ts';
import { whitespace1 } from '../../../src/retrieval/analysers/whitespace1.ts';
import { bm25InMemory } from '../../../src/retrieval/bm25/bm25InMemory.ts';
import { bm25Retriever } from '../../../src/retrieval/bm25/bm25Retriever.ts';
import type { Bm25Parameters } from '../../../src/retrieval/bm25/bm25Settings.ts';
import type { Ranked } from '../../../src/ports/passage.ts';
import { passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { naiveBm25 } from './naiveBm25.ts';

const defaults: Bm25Parameters = { k1: 0.9, b: 0.4, lengths: 'exact' };

async function search(
  texts: readonly string[],
  query: string,
  parameters = defaults,
): Promise<readonly Ranked[]> {
  const index = bm25InMemory(passagesOf(...texts), whitespace1, {});
  return bm25Retriever(index, parameters).search(query, 1000, never);
}

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 12 });

it('scores as the formula does, on any corpus, query and parameters', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(words, { minLength: 1, maxLength: 20 }),
      words,
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (passages, query, k1, b) => {
        const texts = passages.map((terms) => terms.join(' '));
        const found = await search(texts, query.join(' '), { k1, b, lengths: 'exact' });
        const expected = naiveBm25(passages, query, { k1, b });
        const byId = new Map(expected.map(({ position, score }) => [`p${position}`, score]));
        expect(found).toHaveLength(expected.length);
        for (const { passage, score } of found) expect(score).toBeCloseTo(byId.get(passage.id) ?? -1, 10);
      },
    ),
  );
});

it('has the score of the formula computed by hand', async () => {
  // N 2, n 1: idf = ln(1 + 1.5 / 1.5) = ln 2; lengths 2 and 4, average 3; count 1: 1 / (1 + 0.9 (0.6 + 0.4 · 2/3)).
  const [only] = await search(['cat sat', 'dogs do not sit'], 'cat');
  expect(only?.score).toBeCloseTo(Math.LN2 / (1 + 0.9 * (0.6 + (0.4 * 2) / 3)), 14);
});

it('counts a repeated query term each time', async () => {
  const [once] = await search(['cat sat', 'dog'], 'cat');
  const [thrice] = await search(['cat sat', 'dog'], 'cat cat cat');
  expect(thrice?.score).toBeCloseTo(3 * (once?.score ?? 0), 12);
});

it('orders equal scores as the corpus is ordered', async () => {
  const found = await search(['x y', 'y x', 'z', 'x y', 'y x'], 'x y');
  expect(found.map(({ passage }) => passage.id)).toStrictEqual(['p0', 'p1', 'p3', 'p4']);
});

it('finds nothing for words that no passage holds, or no words', async () => {
  expect(await search(['x y'], 'z')).toStrictEqual([]);
  expect(await search(['x y'], '  ')).toStrictEqual([]);
});

it('leaves passages without a term out of the counts, as Lucene does', async () => {
  const [withEmpty] = await search(['cat sat', '', 'dog', ''], 'cat');
  const [without] = await search(['cat sat', 'dog'], 'cat');
  expect(withEmpty?.score).toBe(without?.score);
});

it('rounds lengths only when told to', async () => {
  const long = `cat ${'x '.repeat(44)}`;
  const even = `cat ${'x '.repeat(43)}`;
  const exact = await search([long, even], 'cat');
  expect(exact.map(({ passage }) => passage.id)).toStrictEqual(['p1', 'p0']);
  const rounded = await search([long, even], 'cat', { ...defaults, lengths: 'lucene' });
  expect(rounded.map(({ passage }) => passage.id)).toStrictEqual(['p0', 'p1']);
  expect(rounded[0]?.score).toBe(rounded[1]?.score);
});

it('searches the title as it searches the text', async () => {
  const passages = [
    { id: 'text', title: '', text: 'Shirley Temple sang' },
    { id: 'title', title: 'Shirley Temple', text: 'sang' },
  ];
  const retriever = bm25Retriever(bm25InMemory(passages, simple1, {}), defaults);
  const found = await retriever.search('temple', 10, never);
  expect(found.map(({ passage }) => passage.id)).toStrictEqual(['text', 'title']);
  expect(found[0]?.score).toBe(found[1]?.score);
});

it('counts the words of a title as often as its weight says', async () => {
  const passages = [
    { id: 'text', title: '', text: 'temple temple sang' },
    { id: 'title', title: 'temple', text: 'sang' },
  ];
  const weighted = async (titleWeight: number): Promise<readonly (readonly [string, number])[]> => {
    const retriever = bm25Retriever(bm25InMemory(passages, simple1, {}, titleWeight), { ...defaults, b: 0 });
    const found = await retriever.search('temple', 10, never);
    return found.map(({ passage, score }) => [passage.id, score] as const);
  };
  expect((await weighted(0)).map(([id]) => id)).toStrictEqual(['text']);
  expect((await weighted(1)).map(([id]) => id)).toStrictEqual(['text', 'title']);
  const [first, second] = await weighted(2);
  expect([first?.[0], second?.[0]]).toStrictEqual(['text', 'title']);
  expect(first?.[1]).toBe(second?.[1]);
  expect((await weighted(3)).map(([id]) => id)).toStrictEqual(['title', 'text']);
});

it('names analyser and parameters in its fingerprint', () => {
  const index = bm25InMemory(passagesOf('x'), whitespace1, { corpus: 'made' });
  expect(bm25Retriever(index, defaults).fingerprint).toStrictEqual({
    retriever: 'bm25',
    corpus: 'made',
    analyser: 'whitespace@1',
    titleWeight: 1,
    k1: 0.9,
    b: 0.4,
    lengths: 'exact',
  });
});

it('scores blocks of passages as it scores the first', async () => {
  const texts = Array.from({ length: 40_000 }, (_, n) => (n % 9973 === 0 ? 'cat' : 'dog'));
  const found = await search(texts, 'cat');
  expect(found.map(({ passage }) => passage.id)).toStrictEqual(['p0', 'p9973', 'p19946', 'p29919', 'p39892']);
  expect(new Set(found.map(({ score }) => score)).size).toBe(1);
});
