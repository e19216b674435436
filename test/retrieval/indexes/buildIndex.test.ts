import { readdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { retrieverConformance } from '../../conformance/retriever.ts';
import { whitespace1 } from '../../../src/retrieval/analysers/whitespace1.ts';
import { bm25InMemory } from '../../../src/retrieval/bm25/bm25InMemory.ts';
import { bm25Retriever } from '../../../src/retrieval/bm25/bm25Retriever.ts';
import { buildIndex } from '../../../src/retrieval/indexes/buildIndex.ts';
import type { IndexOptions } from '../../../src/retrieval/indexes/fillIndexFolder.ts';
import { type ExpectedIndex, openIndex } from '../../../src/retrieval/indexes/openIndex.ts';
import { indexVersion } from '../../../src/retrieval/indexes/indexManifest.ts';
import { bm25 } from '../../../src/retrieval/retrievers/bm25.ts';
import type { Corpus } from '../../../src/ports/dataset.ts';
import { corpusOf, passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const settings = bm25.settings.parse({ analyser: 'whitespace@1' });
const pets = corpusOf(passagesOf('cat sat', 'dog sat', 'cat and dog sat', 'fish'), 'pets');

async function built(options: Partial<IndexOptions> = {}, corpus: Corpus = pets) {
  const folder = await temporaryFolder();
  const index = path.join(folder.path, 'index');
  const manifest = await buildIndex(bm25, corpus, settings, index, { signal: never, ...options });
  return { ...folder, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](), index, manifest };
}

retrieverConformance('bm25 on disk', async () => {
  const folder = await built();
  const opened = await openIndex(bm25, folder.index, settings, {});
  return {
    retriever: opened.retriever,
    query: 'cat dog sat',
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
});

it('finds on disk what it finds in memory, to the last bit', async () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 400 })
    .map((words) => words.join(' '));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 12 }), text, async (texts, query) => {
      const passages = passagesOf(...texts);
      await using folder = await built({}, corpusOf(passages));
      await using opened = await openIndex(bm25, folder.index, settings, {});
      const memory = bm25Retriever(bm25InMemory(passages, whitespace1, {}), settings);
      expect(await opened.retriever.search(query, 5, never)).toStrictEqual(
        await memory.search(query, 5, never),
      );
    }),
    { numRuns: 8 },
  );
});

it('writes down what it holds', async () => {
  await using folder = await built();
  expect(folder.manifest).toMatchObject({
    retriever: 'bm25',
    corpus: { name: 'pets', passages: 4, files: [] },
    baked: { analyser: 'whitespace@1' },
    counts: { terms: 5, postings: 9, tokens: 9 },
  });
  expect(folder.manifest.corpus.sha256).toMatch(/^[0-9a-f]{64}$/);
});

it('keeps counts of more than 255 and more than 65,535', async () => {
  for (const times of [300, 70_000]) {
    const corpus = corpusOf(passagesOf('cat '.repeat(times), 'dog'));
    await using folder = await built({}, corpus);
    await using opened = await openIndex(bm25, folder.index, settings, {});
    const memory = bm25Retriever(
      bm25InMemory(passagesOf('cat '.repeat(times), 'dog'), whitespace1, {}),
      settings,
    );
    const [found] = await opened.retriever.search('cat', 1, never);
    const [expected] = await memory.search('cat', 1, never);
    expect(found?.score).toBe(expected?.score);
  }
});

it('builds the same bytes again', async () => {
  await using first = await built();
  await using second = await built();
  expect(second.manifest).toStrictEqual(first.manifest);
});

it('tells how far it is', async () => {
  const seen: string[] = [];
  await using folder = await built({
    onProgress: ({ phase, passages }) => seen.push(`${phase} ${passages}`),
  });
  expect(folder.manifest.corpus.passages).toBe(4);
  expect(seen).toStrictEqual(['merging 4']);
});

describe('what cannot be built', () => {
  async function leftBy(
    corpus: Corpus,
    options: Partial<IndexOptions> = {},
  ): Promise<[unknown, readonly string[]]> {
    await using folder = await temporaryFolder();
    const index = path.join(folder.path, 'index');
    const error: unknown = await buildIndex(bm25, corpus, settings, index, {
      signal: never,
      ...options,
    }).catch((thrown: unknown) => thrown);
    return [error, await readdir(folder.path)];
  }

  it('is a corpus without passages', async () => {
    const [error, left] = await leftBy(corpusOf([], 'void'));
    expect(error).toMatchObject({ code: 'bad-file' });
    expect(String(error)).toContain('"void" has no passages');
    expect(left).toStrictEqual([]);
  });

  it('is a corpus with an id twice', async () => {
    const [error, left] = await leftBy(corpusOf([...passagesOf('x'), ...passagesOf('y')]));
    expect(error).toMatchObject({ code: 'bad-record', input: 'p0' });
    expect(left).toStrictEqual([]);
  });

  it('is a corpus that breaks off, and nothing is left behind', async () => {
    const broken: Corpus = {
      name: 'broken',
      files: [],
      async *passages() {
        yield { id: 'a', title: '', text: 'x' };
        throw new Error('broke off');
      },
    };
    const [error, left] = await leftBy(broken);
    expect(String(error)).toContain('broke off');
    expect(left).toStrictEqual([]);
  });

  it('is anything once the work is stopped', async () => {
    const stopped = AbortSignal.abort(new Error('stopped'));
    const [error, left] = await leftBy(pets, { signal: stopped });
    expect(String(error)).toContain('stopped');
    expect(left).toStrictEqual([]);
  });

  it('is an index in a folder that holds something', async () => {
    await using folder = await temporaryFolder();
    await writeFile(path.join(folder.path, 'mine.txt'), 'mine');
    const building = buildIndex(bm25, pets, settings, folder.path, { signal: never });
    await expect(building).rejects.toMatchObject({ code: 'storage' });
    expect(await readdir(folder.path)).toStrictEqual(['mine.txt']);
  });
});

describe('what is refused when an index is opened', () => {
  async function refused(expected: ExpectedIndex, asked = settings): Promise<unknown> {
    await using folder = await built();
    try {
      await using opened = await openIndex(bm25, folder.index, asked, expected);
      return opened.manifest.corpus.name;
    } catch (error) {
      return error;
    }
  }

  it.each([
    ['corpus.name', { name: 'other' }],
    ['corpus.sha256', { sha256: '00' }],
    ['corpus.passages', { passages: 3 }],
    ['corpus.windowWords', { windowWords: 64 }],
  ])('is another %s', async (field, expected) => {
    expect(await refused(expected)).toMatchObject({ code: 'mismatch', place: { field } });
  });

  it('is another analyser', async () => {
    const error = await refused({}, { ...settings, analyser: 'simple@1' });
    expect(error).toMatchObject({ code: 'mismatch', place: { field: 'analyser' } });
    expect(String(error)).toContain('built with "whitespace@1", asked for is "simple@1"');
  });

  it('is neither other parameters nor what was expected', async () => {
    expect(await refused({ name: 'pets', passages: 4, windowWords: undefined }, { ...settings, k1: 2 })).toBe(
      'pets',
    );
  });

  it('is a file that was cut short', async () => {
    await using folder = await built();
    await truncate(path.join(folder.index, 'postings.docs.u32'), 8);
    const error: unknown = await openIndex(bm25, folder.index, settings, {}).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'bad-file' });
    expect(String(error)).toContain('postings.docs.u32');
  });

  it.each([
    ['no JSON', 'nonsense', 'bad-file'],
    ['JSON of something else', '{"name":"x"}', 'bad-file'],
    ['another version', '{"ragstoneIndex":99}', 'mismatch'],
    ['a description with gaps', JSON.stringify({ ragstoneIndex: indexVersion }), 'bad-file'],
  ])('is a folder with %s', async (_what, text, code) => {
    await using folder = await built();
    await writeFile(path.join(folder.index, 'index.json'), text);
    await expect(openIndex(bm25, folder.index, settings, {})).rejects.toMatchObject({ code });
  });

  it('is a folder without an index', async () => {
    await using folder = await temporaryFolder();
    await expect(openIndex(bm25, folder.path, settings, {})).rejects.toMatchObject({ code: 'bad-file' });
  });
});

it('gives each passage once, by its best window', async () => {
  const corpus = corpusOf(passagesOf('cat one two cat three four cat five', 'dog cat', 'fish'));
  await using folder = await built({ windowWords: 2 }, corpus);
  await using opened = await openIndex(bm25, folder.index, settings, { windowWords: 2 });
  const found = await opened.retriever.search('cat', 10, never);
  expect(found.map(({ passage }) => passage.id)).toStrictEqual(['p0', 'p1']);
  expect(opened.retriever.fingerprint).toMatchObject({ windowWords: 2, passages: 6 });
});
