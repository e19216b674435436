import { readFile } from 'node:fs/promises';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cutPassages } from '../../../src/datasets/passages/cutPassages.ts';
import { writePassages } from '../../../src/datasets/passages/writePassages.ts';
import type { Passage } from '../../../src/ports/passage.ts';
import { calm } from '../../io/memoryFile.ts';
import { refusal } from '../../io/refusal.ts';
import { type TemporaryFolder, temporaryFolder } from '../../io/temporaryFolder.ts';

async function cut(text: string, words: number): Promise<readonly Passage[]> {
  async function* one(): AsyncGenerator<Passage> {
    yield { id: 'd', title: 'T', text };
  }
  return await Array.fromAsync(cutPassages(one(), words));
}

async function written(folder: TemporaryFolder, from: string, words = 2): Promise<unknown[]> {
  const to = `${folder.path}/out/made.jsonl`;
  await writePassages(from, to, words, calm);
  const lines = (await readFile(to, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as unknown);
}

describe('cutting a document', () => {
  it('loses no word, repeats none, and fills every passage but the last', async () => {
    const word = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/\s/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(word), fc.integer({ min: 1, max: 7 }), async (words, size) => {
        const passages = await cut(words.join(' \n\t'), size);
        const pieces = passages.map(({ text }) => text.split(' '));
        expect(pieces.flat()).toStrictEqual(words);
        expect(pieces.slice(0, -1).every((piece) => piece.length === size)).toBe(true);
        expect((pieces.at(-1) ?? ['']).length).toBeLessThanOrEqual(size);
      }),
    );
  });

  it('numbers the passages from 1 and keeps the title', async () => {
    expect(await cut('a b c', 2)).toStrictEqual([
      { id: 'd-1', title: 'T', text: 'a b' },
      { id: 'd-2', title: 'T', text: 'c' },
    ]);
  });

  it('gives nothing for a document without words', async () => {
    expect(await cut(' \n ', 3)).toStrictEqual([]);
  });
});

describe('passages from documents on disk', () => {
  it('come from the texts of a folder, named after their files', async () => {
    await using folder = await temporaryFolder();
    await folder.write('docs/Paris.txt', 'one two three');
    await folder.write('docs/more/Rome.md', 'four');
    expect(await written(folder, `${folder.path}/docs`)).toStrictEqual([
      { id: 'Paris-1', title: 'Paris', text: 'one two' },
      { id: 'Paris-2', title: 'Paris', text: 'three' },
      { id: 'more/Rome-1', title: 'Rome', text: 'four' },
    ]);
  });

  it('come from a single text, and from any corpus layout', async () => {
    await using folder = await temporaryFolder();
    expect(await written(folder, await folder.write('a.txt', 'one'))).toStrictEqual([
      { id: 'a-1', title: 'a', text: 'one' },
    ]);
    const lines = await folder.write('b.jsonl', '{"id":"7","title":"T","text":"one two three"}\n');
    expect(await written(folder, lines)).toMatchObject([
      { id: '7-1' },
      { id: '7-2', title: 'T', text: 'three' },
    ]);
  });

  it('are counted', async () => {
    await using folder = await temporaryFolder();
    const from = await folder.write('b.jsonl', '{"id":"7","text":"one two three"}\n{"id":"8","text":""}\n');
    expect(await writePassages(from, `${folder.path}/made.jsonl`, 2, calm)).toStrictEqual({
      documents: 2,
      passages: 2,
    });
  });

  it('leave an older file alone when something goes wrong', async () => {
    await using folder = await temporaryFolder();
    const to = await folder.write('made.jsonl', 'older');
    const from = await folder.write('b.jsonl', '{"id":"7","text":"one"}\n{"id":"8"}\n');
    expect((await refusal(writePassages(from, to, 2, calm))).code).toBe('bad-record');
    const none = await folder.write('c.txt', ' ');
    expect((await refusal(writePassages(none, to, 2, calm))).message).toContain('There are no words in it');
    const stopped = AbortSignal.abort();
    expect((await refusal(writePassages(from, to, 2, stopped))).code).toBe('interrupted');
    expect(await readFile(to, 'utf8')).toBe('older');
  });

  it('are refused when texts and tables lie side by side', async () => {
    await using folder = await temporaryFolder();
    await folder.write('docs/a.txt', 'one');
    await folder.write('docs/b.jsonl', '{}');
    const error = await refusal(writePassages(`${folder.path}/docs`, `${folder.path}/x`, 2, calm));
    expect(error.message).toContain('plain texts (a.txt) as well as tables (b.jsonl)');
  });

  it('are refused where they cannot be written', async () => {
    await using folder = await temporaryFolder();
    const from = await folder.write('a.txt', 'one');
    const error = await refusal(writePassages(from, `${from}/made.jsonl`, 2, calm));
    expect(error.code).toBe('storage');
  });
});
