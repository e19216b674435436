import { statSync } from 'node:fs';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { Corpus } from '../../../src/ports/dataset.ts';
import type { Passage } from '../../../src/ports/passage.ts';
import { whitespace1 } from '../../../src/retrieval/analysers/whitespace1.ts';
import { bm25InMemory } from '../../../src/retrieval/bm25/bm25InMemory.ts';
import { openPostings } from '../../../src/retrieval/bm25/openPostings.ts';
import { writeBm25Files } from '../../../src/retrieval/bm25/writeBm25Files.ts';
import type { IndexManifest } from '../../../src/retrieval/indexes/indexManifest.ts';
import { corpusOf, passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const as = { analyser: 'whitespace@1', titleWeight: 1 };
const options = { signal: never, repeatedIds: false, threads: 0 };

/** Passages so long that several fill the megabyte that is written at once. */
function longPassages(words: readonly (readonly string[])[]): readonly Passage[] {
  return passagesOf(...words.map((own) => `${own.join(' ')}${' '.repeat(400_000)}`));
}

async function manifestOf(folder: string): Promise<IndexManifest> {
  const files = (await readdir(folder)).map((name) => ({ name, bytes: 0 }));
  return {
    ragstoneIndex: 0,
    retriever: 'bm25',
    byteOrder: 'LE',
    corpus: { name: 'made', passages: 0, sha256: '', files: [] },
    baked: {},
    counts: {},
    files,
  };
}

it('writes from many chunks what one would hold', async () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(word, { maxLength: 8 }), { minLength: 1, maxLength: 9 }),
      async (words) => {
        const passages = longPassages(words);
        await using folder = await temporaryFolder();
        await writeBm25Files(corpusOf(passages), as, folder.path, options, 1);
        const written = await openPostings(folder.path, await manifestOf(folder.path));
        const { postings } = bm25InMemory(passages, whitespace1, {});
        expect({ ...written, counts: Uint32Array.from(written.counts) }).toStrictEqual(postings);
      },
    ),
    { numRuns: 8 },
  );
});

const words = ['a b', 'b c c', 'c d', 'd', 'a e', 'e e f', 'g', 'b g'].map((text) => text.split(' '));

async function bytesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder)).sort();
  const contents = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'latin1')));
  return Object.fromEntries(names.map((name, at) => [name, contents[at] ?? '']));
}

it('writes the same bytes with threads and without, in large chunks and small', async () => {
  await using folder = await temporaryFolder();
  const ways = [
    [0, 2 ** 25],
    [0, 1],
    [2, 1],
  ] as const;
  for (const [at, [threads, chunkBytes]] of ways.entries()) {
    const own = path.join(folder.path, String(at));
    await mkdir(own);
    await writeBm25Files(corpusOf(longPassages(words)), as, own, { ...options, threads }, chunkBytes);
  }
  const first = await bytesOf(path.join(folder.path, '0'));
  expect(await bytesOf(path.join(folder.path, '1'))).toStrictEqual(first);
  expect(await bytesOf(path.join(folder.path, '2'))).toStrictEqual(first);
});

it('passes on what went wrong in a thread', async () => {
  await using folder = await temporaryFolder();
  const wrong = { ...as, analyser: 'none@1' };
  const writing = writeBm25Files(
    corpusOf(longPassages(words)),
    wrong,
    folder.path,
    { ...options, threads: 1 },
    1,
  );
  await expect(writing).rejects.toThrow('none@1');
});

/** Breaks off before its last passage. */
function brokenCorpus(passages: readonly Passage[]): Corpus {
  return {
    ...corpusOf(passages),
    async *passages() {
      yield* passages.slice(0, -1);
      throw new Error('broke off');
    },
  };
}

const longAgo = new Date('2001-01-01');

/** The folder of a build that broke off, its chunks marked as old. */
async function half(folder: string, passages: readonly Passage[]): Promise<readonly string[]> {
  const writing = writeBm25Files(brokenCorpus(passages), as, folder, options, 1);
  await expect(writing).rejects.toThrow('broke off');
  const chunks = path.join(folder, 'chunks');
  const names = await readdir(chunks);
  for (const name of names) await utimes(path.join(chunks, name), longAgo, longAgo);
  await writeFile(path.join(chunks, 'torn.chunk.part'), 'torn');
  return names;
}

it('goes on with the chunks that a build left, and ends with the same bytes', async () => {
  await using folder = await temporaryFolder();
  const [broken, whole] = [path.join(folder.path, 'broken'), path.join(folder.path, 'whole')];
  await mkdir(broken);
  await mkdir(whole);
  const passages = longPassages(words);
  const made = await half(broken, passages);
  expect(made.length).toBeGreaterThan(1);
  const kept = new Set<number>();
  await writeBm25Files(
    corpusOf(passages),
    as,
    broken,
    {
      ...options,
      onProgress: () => {
        for (const name of made) {
          const found = statSync(path.join(broken, 'chunks', name), { throwIfNoEntry: false });
          if (found !== undefined) kept.add(found.mtimeMs);
        }
      },
    },
    1,
  );
  expect([...kept]).toStrictEqual([longAgo.getTime()]);
  await writeBm25Files(corpusOf(passages), as, whole, options, 1);
  expect(await bytesOf(broken)).toStrictEqual(await bytesOf(whole));
});

it('makes chunks again whose passages have changed', async () => {
  await using folder = await temporaryFolder();
  const [broken, whole] = [path.join(folder.path, 'broken'), path.join(folder.path, 'whole')];
  await mkdir(broken);
  await mkdir(whole);
  await half(broken, longPassages(words));
  const changed = longPassages([['z'], ...words.slice(1)]);
  await writeBm25Files(corpusOf(changed), as, broken, options, 1);
  await writeBm25Files(corpusOf(changed), as, whole, options, 1);
  expect(await bytesOf(broken)).toStrictEqual(await bytesOf(whole));
});
