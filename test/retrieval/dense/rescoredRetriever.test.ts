import { expect, it } from 'vitest';

import type { Retriever } from '../../../src/ports/retriever.ts';
import { findRetriever, isCombined } from '../../../src/retrieval/findRetriever.ts';
import { retrieverConformance } from '../../conformance/retriever.ts';
import { never } from '../never.ts';
import { idsOf, part, ranking } from '../ranking.ts';
import { wordEncoder } from './wordEncoder.ts';

const letters = part(ranking('abcdef'), { retriever: 'bm25', sha256: 'aa' });

/** A letter late in the alphabet at the end of a text makes its vector longer. */
const lateLetters = wordEncoder({
  vectorOf: (text) => Float32Array.of(text.charCodeAt(text.length - 1) - 96, 1),
});

async function rescored(settings: object = {}, of: Retriever = letters, encoder = lateLetters) {
  const definition = await findRetriever('two-stage');
  if (!isCombined(definition)) throw new Error('It has an index of its own.');
  return definition.combine([of], definition.settings.parse(settings), { encoder });
}

retrieverConformance('two-stage', async () => ({
  retriever: await rescored({ depth: 100 }),
  query: 'a',
  async [Symbol.asyncDispose]() {},
}));

it('gives the first passages by the dot product of the vectors', async () => {
  const found = await (await rescored({ depth: 3 })).search('b', 2, never);
  // (2, 1) · (3, 1) and (2, 1) · (2, 1).
  expect(found.map(({ passage, score }) => [passage.id, score])).toStrictEqual([
    ['c', 7],
    ['b', 5],
  ]);
});

it("keeps the part's order where the vectors tell no difference", async () => {
  const same = wordEncoder({ vectorOf: () => Float32Array.of(1) });
  expect(idsOf(await (await rescored({}, letters, same)).search('any', 6, never))).toStrictEqual(
    'abcdef'.split(''),
  );
});

it('asks the encoder as the settings say, so many texts a request', async () => {
  const encoder = wordEncoder();
  const settings = { depth: 3, batch: 2, pooling: 'last', normalise: false, passage: '{text}!' };
  await (await rescored(settings, letters, encoder)).search('q', 1, never);
  const how = { pooling: 'last', normalise: false };
  expect(encoder.asked).toStrictEqual([
    { texts: ['q'], as: 'query', ...how },
    { texts: ['text of a!', 'text of b!'], as: 'passage', ...how },
    { texts: ['text of c!'], as: 'passage', ...how },
  ]);
});

it('scores the beginning of a passage that is too long for the encoder', async () => {
  const encoder = wordEncoder({ contextWords: 2 });
  expect(await (await rescored({ depth: 2 }, letters, encoder)).search('a', 2, never)).toHaveLength(2);
});

it('asks no model where nothing was found, and tells how it answered elsewhere', async () => {
  const told: unknown[] = [];
  const nothing = await rescored({}, part([]));
  expect(await nothing.search('any', 5, never, (by) => told.push(by))).toStrictEqual([]);
  expect(told).toHaveLength(0);
  await (await rescored()).search('any', 5, never, (by) => told.push(by));
  expect(told).toHaveLength(2);
});

it('refuses a search for more passages than are scored, and vectors that are none', async () => {
  await expect((await rescored({ depth: 3 })).search('any', 4, never)).rejects.toMatchObject({
    code: 'usage',
  });
  const broken = wordEncoder({ vectorOf: () => Float32Array.of(NaN) });
  await expect((await rescored({}, letters, broken)).search('any', 1, never)).rejects.toMatchObject({
    code: 'backend',
  });
});

it('says which model scores how much of what', async () => {
  expect((await rescored()).fingerprint).toStrictEqual({
    retriever: 'two-stage',
    depth: 50,
    encoder: 'words',
    pooling: 'server',
    normalise: 'true',
    passage: '{title} {text}',
    sha256: 'aa',
    'part1.retriever': 'bm25',
  });
});
