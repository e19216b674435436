import { describe, expect, it } from 'vitest';

import type { Retriever } from '../../../src/ports/retriever.ts';
import { rrf } from '../../../src/retrieval/retrievers/rrf.ts';
import { weighted } from '../../../src/retrieval/retrievers/weighted.ts';
import { retrieverConformance } from '../../conformance/retriever.ts';
import { never } from '../never.ts';
import { idsOf, part, ranking } from '../ranking.ts';

const first = part(ranking('abcdef'), { retriever: 'bm25', sha256: 'aa', passages: 9, k1: 0.9 });
const second = part(ranking('fgab'), { retriever: 'dense', sha256: 'aa', passages: 9, model: 'm' });

const made: readonly (readonly [string, Retriever])[] = [
  ['rrf', rrf.combine([first, second], rrf.settings.parse({}), {})],
  ['weighted', weighted.combine([first, second], weighted.settings.parse({ weights: [1, 2] }), {})],
];

for (const [name, retriever] of made) {
  retrieverConformance(name, async () => ({ retriever, query: 'any', async [Symbol.asyncDispose]() {} }));
}

it('says what it is made of, the corpus once', () => {
  expect(made[0]?.[1].fingerprint).toStrictEqual({
    retriever: 'rrf',
    k: 60,
    depth: 100,
    sha256: 'aa',
    passages: 9,
    'part1.retriever': 'bm25',
    'part1.k1': 0.9,
    'part2.retriever': 'dense',
    'part2.model': 'm',
  });
});

it('can be a part of another', async () => {
  const inner = rrf.combine([first, second], rrf.settings.parse({ k: 1 }), {});
  const outer = rrf.combine([inner, second], rrf.settings.parse({}), {});
  expect(outer.fingerprint).toMatchObject({ sha256: 'aa', 'part1.k': 1, 'part1.part2.model': 'm' });
  expect(idsOf(await outer.search('any', 2, never))).toStrictEqual(['f', 'a']);
});

it('refuses parts over different passages', () => {
  const other = part(ranking('a'), { retriever: 'bm25', sha256: 'bb', passages: 9 });
  expect(() => rrf.combine([first, other], rrf.settings.parse({}), {})).toThrow(
    expect.objectContaining({
      code: 'mismatch',
      message: expect.stringContaining('part 2 has the sha256 "bb"'),
    }),
  );
});

it('takes parts over the same passages under several names', () => {
  const [one, two] = ['one', 'two'].map((corpus) => part(ranking('a'), { corpus, sha256: 'aa' }));
  const [nameless, other] = ['one', 'two'].map((corpus) => part(ranking('a'), { corpus }));
  if (!one || !two || !nameless || !other) throw new Error('There are two of each.');
  const settings = rrf.settings.parse({});
  expect(rrf.combine([one, two], settings, {}).fingerprint).toMatchObject({ corpus: 'one', sha256: 'aa' });
  expect(() => rrf.combine([nameless, other], settings, {})).toThrow('part 2 has the corpus "two"');
});

describe('depth', () => {
  it('cuts what is asked of the parts, whatever k is', async () => {
    const asked: number[] = [];
    const watched: Retriever = {
      ...first,
      search: (query, k, signal) => {
        asked.push(k);
        return first.search(query, k, signal);
      },
    };
    await rrf.combine([watched, second], rrf.settings.parse({ depth: 3 }), {}).search('any', 1, never);
    expect(asked).toStrictEqual([3]);
  });

  it('refuses a search for more', async () => {
    const shallow = rrf.combine([first, second], rrf.settings.parse({ depth: 3 }), {});
    await expect(shallow.search('any', 4, never)).rejects.toMatchObject({ code: 'usage', input: 4 });
  });
});

it('asks all parts at once, with the same signal, and passes on how models answered', async () => {
  const gate = Promise.withResolvers<void>();
  const signals: AbortSignal[] = [];
  const waiting: Retriever = {
    ...first,
    async search(_query, _k, signal, served) {
      signals.push(signal);
      served?.({ by: 'cache', key: `${signals.length}` });
      if (signals.length === 2) gate.resolve();
      await gate.promise;
      return [];
    },
  };
  const told: unknown[] = [];
  const stop = new AbortController();
  const both = rrf.combine([waiting, waiting], rrf.settings.parse({}), {});
  await both.search('any', 5, stop.signal, (by) => told.push(by));
  expect(signals).toStrictEqual([stop.signal, stop.signal]);
  expect(told).toStrictEqual([
    { by: 'cache', key: '1' },
    { by: 'cache', key: '2' },
  ]);
});

it('refuses another number of weights than parts', () => {
  expect(() => weighted.combine([first, second], weighted.settings.parse({ weights: [1] }), {})).toThrow(
    '2 parts and 1 weights',
  );
});

it.each([
  [{}, 'weights'],
  [{ weights: [0, 0] }, 'above 0'],
  [{ weights: [1, -1] }, 'weights'],
  [{ weights: [1, 1], normalise: 'rank' }, 'normalise'],
])('refuses the settings %j', (settings, why) => {
  expect(() => weighted.settings.parse(settings)).toThrow(why);
});
