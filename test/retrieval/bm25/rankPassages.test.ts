import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { Passage } from '../../../src/ports/passage.ts';
import { whitespace1 } from '../../../src/retrieval/analysers/whitespace1.ts';
import { bm25InMemory } from '../../../src/retrieval/bm25/bm25InMemory.ts';
import { bm25Retriever } from '../../../src/retrieval/bm25/bm25Retriever.ts';
import type { Bm25Parameters } from '../../../src/retrieval/bm25/bm25Settings.ts';
import type { Hit } from '../../../src/retrieval/bm25/topK.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { plainBm25 } from './plainBm25.ts';

/** Passages whose word n is the rarer the larger n is; some are empty, lengths differ. */
function skewedPassages(count: number, vocabulary: number, seed: number): readonly Passage[] {
  const random = keyedRandom(seed);
  const word = (): string => `w${Math.floor(vocabulary ** random.unit()) - 1}`;
  return passagesOf(
    ...Array.from({ length: count }, () => Array.from({ length: random.below(24) }, word).join(' ')),
  );
}

async function found(
  passages: readonly Passage[],
  query: string,
  k: number,
  parameters: Bm25Parameters,
): Promise<readonly Hit[]> {
  const retriever = bm25Retriever(bm25InMemory(passages, whitespace1, {}), parameters);
  const ranked = await retriever.search(query, k, never);
  return ranked.map(({ passage, score }) => ({ position: Number(passage.id.slice(1)), score }));
}

const parameters = fc.record({
  k1: fc.oneof(fc.constantFrom(0, 0.9, 1.2), fc.double({ min: 0, max: 100, noNaN: true })),
  b: fc.oneof(fc.constantFrom(0, 0.4, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  lengths: fc.constantFrom('exact' as const, 'lucene' as const),
});

it('leaves out nothing that belongs to the best k, and scores to the last bit', async () => {
  const query = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4000 }),
      fc.integer({ min: 2, max: 400 }),
      fc.nat(),
      query,
      fc.integer({ min: 1, max: 40 }),
      parameters,
      async (count, vocabulary, seed, ranks, k, chosen) => {
        const passages = skewedPassages(count, vocabulary, seed);
        const asked = ranks.map((rank) => `w${rank % vocabulary}`).join(' ');
        expect(await found(passages, asked, k, chosen)).toStrictEqual(plainBm25(passages, asked, k, chosen));
      },
    ),
    { numRuns: 60 },
  );
});

it('finds the same when the query is a passage of its own', async () => {
  const passages = skewedPassages(3000, 2000, 11);
  for (const { text } of passages.filter((_, position) => position % 300 === 7)) {
    const chosen: Bm25Parameters = { k1: 0.9, b: 0.4, lengths: 'exact' };
    expect(await found(passages, text, 10, chosen)).toStrictEqual(plainBm25(passages, text, 10, chosen));
  }
});

it('finds terms that stand together in one part of the corpus', async () => {
  const texts = Array.from({ length: 40_000 }, (_, n) =>
    n > 30_000 && n < 30_500 ? 'rare common' : 'common',
  );
  const chosen: Bm25Parameters = { k1: 0.9, b: 0.4, lengths: 'exact' };
  const ranked = await found(passagesOf(...texts), 'common rare', 600, chosen);
  expect(ranked.slice(0, 499).map(({ position }) => position)).toStrictEqual(
    Array.from({ length: 499 }, (_, n) => 30_001 + n),
  );
  expect(ranked.slice(499, 502).map(({ position }) => position)).toStrictEqual([0, 1, 2]);
});

it('keeps quiet about passages whose score is 0 because k1 is beyond all measure', async () => {
  const chosen: Bm25Parameters = { k1: Number.MAX_VALUE, b: 1, lengths: 'exact' };
  const passages = passagesOf('a', 'a b b b', 'b');
  expect(await found(passages, 'a b', 5, chosen)).toStrictEqual(plainBm25(passages, 'a b', 5, chosen));
});
