import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import type { Backend } from '../../../src/ports/backend.ts';
import { writeDenseFiles } from '../../../src/retrieval/dense/writeDenseFiles.ts';
import { denseSettings } from '../../../src/retrieval/dense/denseSettings.ts';
import type { WrittenIndex } from '../../../src/retrieval/retrieverDefinition.ts';
import { corpusOf, passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { wordEncoder, type WordEncoder } from './wordEncoder.ts';

const passages = passagesOf(...Array.from({ length: 40 }, (_, n) => `text number ${n}`));

function write(folder: string, encoder: Backend, store = 'float32', made = passages): Promise<WrittenIndex> {
  const settings = denseSettings.parse({ batch: 4, inFlight: 2, store });
  return writeDenseFiles(corpusOf(made), settings, folder, {
    signal: never,
    models: { encoder },
    repeatedIds: false,
  });
}

/** Fails once it was asked for a text that holds `word`. */
function failingAt(word: string): WordEncoder {
  return wordEncoder({
    before({ texts }) {
      if (texts.some((text) => text.endsWith(word))) throw new Error('out of order');
    },
  });
}

function textsAsked({ asked }: WordEncoder): readonly string[] {
  return asked.flatMap(({ texts }) => texts).filter((text) => text.startsWith('text'));
}

/** What lies in the folder after a build that was broken off when 23 passages were safely there. */
async function brokenOff(folder: string, store = 'float32'): Promise<void> {
  await expect(write(folder, failingAt('number 30'), store)).rejects.toThrow('out of order');
  const journal = path.join(folder, 'vectors.jsonl');
  const [head] = (await readFile(journal, 'utf8')).split('\n');
  const entry = { vectors: 23, zero: 0, cut: 2, empty: 0 };
  await writeFile(journal, `${head}\n${JSON.stringify(entry)}\n{"vectors":`);
}

it.each(['float32', 'float16', 'int8'])(
  'goes on with %s at the first passage that is missing',
  async (store) => {
    await using folder = await temporaryFolder();
    await using whole = await temporaryFolder();
    await brokenOff(folder.path, store);
    const encoder = wordEncoder();
    const resumed = await write(folder.path, encoder, store);
    // Batches are in flight together, in any order.
    const missing = passages.slice(23).map(({ text }) => text);
    expect(textsAsked(encoder).toSorted()).toStrictEqual(missing.toSorted());
    expect(resumed.counts['cut']).toBe(2);
    const once = await write(whole.path, wordEncoder(), store);
    expect(resumed).toStrictEqual({ ...once, counts: { ...once.counts, cut: 2 } });
    for (const name of store === 'float16' ? ['vectors.f16'] : ['vectors.f32']) {
      const [a, b] = await Promise.all([folder, whole].map((its) => readFile(path.join(its.path, name))));
      expect(a).toStrictEqual(b);
    }
  },
);

it('asks for nothing when all vectors are there', async () => {
  await using folder = await temporaryFolder();
  await write(folder.path, wordEncoder());
  const encoder = wordEncoder();
  await write(folder.path, encoder);
  expect(textsAsked(encoder)).toStrictEqual([]);
});

it.each([
  ['another corpus', { made: passagesOf(...passages.map(({ text }) => `text of ${text}`)) }],
  ['another model', { encoder: wordEncoder({ model: 'other' }) }],
  [
    'another encoder of the same name',
    { encoder: wordEncoder({ vectorOf: (t) => Float32Array.of(t.length, 1, 1, 1, 1, 1, 1, 1) }) },
  ],
])('begins anew for %s', async (_, other: { made?: typeof passages; encoder?: WordEncoder }) => {
  await using folder = await temporaryFolder();
  await brokenOff(folder.path);
  const encoder = other.encoder ?? wordEncoder();
  await write(folder.path, encoder, 'float32', other.made);
  expect(textsAsked(encoder)).toHaveLength(40);
});

it('begins anew when the file has fewer vectors than the journal says', async () => {
  await using folder = await temporaryFolder();
  await brokenOff(folder.path);
  await writeFile(path.join(folder.path, 'vectors.f32'), Buffer.alloc(100));
  const encoder = wordEncoder();
  await write(folder.path, encoder);
  expect(textsAsked(encoder)).toHaveLength(40);
});
