import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { canonicalJson } from '../../../src/io/canonicalJson.ts';
import type { Passage } from '../../../src/ports/passage.ts';
import { createPassageWriter } from '../../../src/retrieval/store/createPassageWriter.ts';
import { openPassageStore } from '../../../src/retrieval/store/openPassageStore.ts';
import { storeFiles } from '../../../src/retrieval/store/storeFiles.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

async function write(
  folder: string,
  passages: readonly Passage[],
  repeatedIds = false,
): Promise<{ readonly passages: number; readonly sha256: string }> {
  await using writer = await createPassageWriter(folder, { repeatedIds });
  for (const passage of passages) if (writer.add(passage)) await writer.flush();
  return await writer.finish();
}

const text = fc.string({ unit: 'binary' });
const passage = fc.record(
  { id: text, title: text, text, sentences: fc.array(text) },
  { requiredKeys: ['id', 'title', 'text'], noNullPrototype: true },
);

it('gives every passage back by position, id and title', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(passage, { selector: ({ id }) => id, minLength: 1 }),
      async (passages) => {
        await using folder = await temporaryFolder();
        await write(folder.path, passages);
        await using store = await openPassageStore(folder.path);
        expect(store.count).toBe(passages.length);
        const positions = [...passages.keys()].reverse();
        expect(await store.passagesAt(positions)).toStrictEqual(positions.map((at) => passages[at]));
        for (const [position, { id, title }] of passages.entries()) {
          expect(await store.positionsOfId(id)).toStrictEqual([position]);
          expect(store.mayHoldId(id)).toBe(true);
          const sameTitle = passages.flatMap((other, at) => (other.title === title ? [at] : []));
          expect(await store.positionsOfTitle(title)).toStrictEqual(sameTitle);
        }
      },
    ),
    { numRuns: 25 },
  );
});

const cats: readonly Passage[] = [
  { id: 'a', title: 'Cat', text: 'Cats purr.' },
  { id: 'b', title: 'Dog', text: 'Dogs bark.\u2028', sentences: ['Dogs bark.'] },
];

it('knows no id or title that is not there', async () => {
  await using folder = await temporaryFolder();
  await write(folder.path, cats);
  await using store = await openPassageStore(folder.path);
  expect(await store.positionsOfId('c')).toStrictEqual([]);
  expect(await store.positionsOfTitle('cat')).toStrictEqual([]);
  expect(store.mayHoldId('c')).toBe(false);
});

it('hashes the canonical records, a line each', async () => {
  await using folder = await temporaryFolder();
  const { sha256, passages } = await write(folder.path, cats);
  const lines = cats.map((each) => `${canonicalJson(each)}\n`).join('');
  expect(sha256).toBe(createHash('sha256').update(lines).digest('hex'));
  expect(await readFile(path.join(folder.path, storeFiles.records), 'utf8')).toBe(lines);
  expect(passages).toBe(2);
});

it('refuses an id that occurs twice, naming both places', async () => {
  await using folder = await temporaryFolder();
  const twice = [...cats, { id: 'a', title: '', text: 'again' }];
  await expect(write(folder.path, twice)).rejects.toMatchObject({ code: 'bad-record', input: 'a' });
  await expect(write(path.join(folder.path), [])).rejects.toMatchObject({ code: 'EEXIST' });
});

it('takes an id several times when told that pieces share it', async () => {
  await using folder = await temporaryFolder();
  await write(folder.path, [...cats, { id: 'a', title: 'Cat', text: 'again' }], true);
  await using store = await openPassageStore(folder.path);
  expect(await store.positionsOfId('a')).toStrictEqual([0, 2]);
});

it('flushes what waits when it is told that there is enough', async () => {
  await using folder = await temporaryFolder();
  const long = Array.from({ length: 5 }, (_, n) => ({ id: `${n}`, title: '', text: 'x'.repeat(500_000) }));
  await write(folder.path, long);
  await using store = await openPassageStore(folder.path);
  expect(await store.passagesAt([4, 0])).toStrictEqual([long[4], long[0]]);
});

it('says which file is damaged', async () => {
  await using folder = await temporaryFolder();
  await write(folder.path, cats);
  await writeFile(path.join(folder.path, storeFiles.records), 'nonsense'.repeat(20));
  await using store = await openPassageStore(folder.path);
  await expect(store.passagesAt([0])).rejects.toMatchObject({ code: 'bad-file' });
});

it('says which file is missing', async () => {
  await using folder = await temporaryFolder();
  await expect(openPassageStore(folder.path)).rejects.toMatchObject({ code: 'bad-file' });
});
