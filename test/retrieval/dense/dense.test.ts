import path from 'node:path';

import { expect, it } from 'vitest';

import type { Served } from '../../../src/ports/backend.ts';
import type { Passage } from '../../../src/ports/passage.ts';
import { buildIndex } from '../../../src/retrieval/indexes/buildIndex.ts';
import { type OpenedIndex, openIndex } from '../../../src/retrieval/indexes/openIndex.ts';
import { dense } from '../../../src/retrieval/retrievers/dense.ts';
import { corpusOf, passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { type WordEncoder, wordEncoder, wordVector } from './wordEncoder.ts';

const texts = ['red cat', 'blue dog', 'green bird', 'red dog'];

async function opened(
  passages: readonly Passage[],
  encoder: WordEncoder,
  options: { readonly settings?: unknown; readonly windowWords?: number; readonly later?: WordEncoder } = {},
): Promise<OpenedIndex> {
  const { settings, later = encoder, ...window } = options;
  const folder = await temporaryFolder();
  const place = path.join(folder.path, 'index');
  const parsed = dense.settings.parse(settings ?? { normalise: false });
  const models = { encoder };
  await buildIndex(dense, corpusOf(passages), parsed, place, { signal: never, models, ...window });
  const index = await openIndex(dense, place, parsed, {}, { encoder: later });
  return {
    ...index,
    async [Symbol.asyncDispose]() {
      await index[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

it('ranks passages by the dot product with the query, and gives it as score', async () => {
  await using index = await opened(passagesOf(...texts), wordEncoder());
  const query = wordVector('red dog', 8);
  const expected = texts
    .map((text, at) => ({
      id: `p${at}`,
      score: wordVector(text, 8).reduce((s, v, i) => s + v * (query[i] ?? 0), 0),
    }))
    .sort((a, b) => b.score - a.score);
  const found = await index.retriever.search('red dog', 10, never);
  expect(found.map(({ passage }) => passage.id)).toStrictEqual(expected.map(({ id }) => id));
  expect(found.map(({ score }) => score.toFixed(5))).toStrictEqual(
    expected.map(({ score }) => score.toFixed(5)),
  );
  expect(await index.retriever.search('red dog', 2, never)).toStrictEqual(found.slice(0, 2));
});

it('asks for passages as passages and for queries as queries, with pooling and length as set', async () => {
  const encoder = wordEncoder();
  await using index = await opened([{ id: 'a', title: 'Cat', text: 'It purrs.' }], encoder, {
    settings: { pooling: 'last', passage: '{title}: {text}', batch: 1 },
  });
  await index.retriever.search('who purrs', 1, never);
  const asked = encoder.asked.map(({ texts: [text], ...how }) => [how.as, text]);
  expect(asked.at(-1)).toStrictEqual(['query', 'who purrs']);
  expect(asked).toContainEqual(['passage', 'Cat: It purrs.']);
  expect(new Set(encoder.asked.map(({ pooling, normalise }) => `${pooling} ${normalise}`))).toStrictEqual(
    new Set(['last true']),
  );
});

it('tells who served the query, and nothing of its own checks', async () => {
  const cached: Served = { by: 'cache', key: 'k' };
  await using index = await opened(passagesOf(...texts), wordEncoder({ served: cached }));
  const served: Served[] = [];
  for (const query of ['red', 'blue']) {
    await index.retriever.search(query, 1, never, (by) => served.push(by));
  }
  expect(served).toStrictEqual([cached, cached]);
});

it('says in its fingerprint all that can change a ranking', async () => {
  await using index = await opened(passagesOf(...texts), wordEncoder({ digest: 'abc' }));
  expect(index.retriever.fingerprint).toStrictEqual({
    retriever: 'dense',
    corpus: 'made',
    passages: 4,
    sha256: index.manifest.corpus.sha256,
    model: 'words',
    digest: 'abc',
    pooling: 'server',
    normalise: 'false',
    passage: '{title} {text}',
    store: 'float32',
    dimensions: 8,
    similarity: 'dot',
    search: 'exact',
  });
});

it('counts what was cut, empty or zero', async () => {
  const encoder = wordEncoder({
    contextWords: 20,
    vectorOf: (text) => (text === 'zero' ? new Float32Array(8) : wordVector(text, 8)),
  });
  const passages = passagesOf('a', 'zero', '', Array.from({ length: 30 }, (_, n) => `w${n}`).join(' '));
  await using index = await opened(passages, encoder);
  expect(index.manifest.counts).toStrictEqual({ dimensions: 8, zeroVectors: 2, cut: 1, empty: 1 });
});

it.each([
  ['another model', { model: 'other' }, 'model'],
  ['other weights', { digest: 'def' }, 'digest'],
])('refuses an index of %s, naming the field', async (_, other, field) => {
  const opening = opened(passagesOf(...texts), wordEncoder({ digest: 'abc' }), {
    later: wordEncoder({ digest: 'abc', ...other }),
  });
  await expect(opening).rejects.toMatchObject({ code: 'mismatch', place: { field } });
});

it('refuses an encoder that has the same name and gives other vectors', async () => {
  const other = wordEncoder({ vectorOf: (text) => wordVector(`passage: ${text}`, 8) });
  await using index = await opened(passagesOf(...texts), wordEncoder(), { later: other });
  await expect(index.retriever.search('red', 1, never)).rejects.toMatchObject({ code: 'mismatch' });
});

it('takes an encoder whose arithmetic is a little different', async () => {
  const other = wordEncoder({ vectorOf: (text) => wordVector(text, 8).map((value) => value * 1.002) });
  await using index = await opened(passagesOf(...texts), wordEncoder(), { later: other });
  expect(await index.retriever.search('red', 1, never)).toHaveLength(1);
});

it('refuses queries of another length', async () => {
  const other = wordEncoder({
    vectorOf: (text, { as }) => wordVector(text, as === 'query' ? 7 : 8),
  });
  await using index = await opened(passagesOf(...texts), wordEncoder(), { later: other });
  await expect(index.retriever.search('red', 1, never)).rejects.toMatchObject({ code: 'mismatch' });
});

it('finds nothing for a query without any text, and asks nobody', async () => {
  const encoder = wordEncoder();
  await using index = await opened(passagesOf(...texts), encoder);
  const before = encoder.asked.length;
  expect(await index.retriever.search(' ', 5, never)).toStrictEqual([]);
  expect(encoder.asked).toHaveLength(before);
});

it('holds a passage once that was cut into windows', async () => {
  const passages = passagesOf('red cat blue dog', 'green bird');
  await using index = await opened(passages, wordEncoder(), { windowWords: 2 });
  const found = await index.retriever.search('red cat', 5, never);
  expect(found.map(({ passage }) => passage.id).sort()).toStrictEqual(['p0', 'p1']);
});

it('says that it needs an encoder', () => {
  const settings = dense.settings.parse({});
  expect(() => dense.baked(settings, {})).toThrow('needs a model that embeds');
});

it.each([{ passage: '{title}' }, { store: 'float64' }, { search: 'hnsw' }, { bath: 3 }])(
  'refuses the settings %j',
  (settings) => {
    expect(() => dense.settings.parse(settings)).toThrow(/Invalid|Unrecognized|must contain/);
  },
);

it.each(['float16', 'int8'])('finds with %s what float32 finds', async (store) => {
  const passages = passagesOf(...Array.from({ length: 50 }, (_, n) => `word${n} and word${n * 7}`));
  await using plain = await opened(passages, wordEncoder({ dimensions: 32 }));
  await using small = await opened(passages, wordEncoder({ dimensions: 32 }), {
    settings: { normalise: false, store },
  });
  const ids = async (index: OpenedIndex): Promise<readonly string[]> =>
    (await index.retriever.search('word3 and word14', 5, never)).map(({ passage }) => passage.id).slice(0, 3);
  expect(await ids(small)).toStrictEqual(await ids(plain));
});

it('refuses numbers that 16 bits cannot hold', async () => {
  const encoder = wordEncoder({ vectorOf: () => Float32Array.of(1, 70_000) });
  await expect(opened(passagesOf('a'), encoder, { settings: { store: 'float16' } })).rejects.toMatchObject({
    code: 'unsupported',
  });
});
