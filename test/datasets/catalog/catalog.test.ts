import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { chooseSplit } from '../../../src/datasets/catalog/chooseSplit.ts';
import { findEntry } from '../../../src/datasets/catalog/findEntry.ts';
import { findCorpusFormat, findQuestionFormat } from '../../../src/datasets/findFormat.ts';
import { findScorer } from '../../../src/scoring/findScorer.ts';
import { readCatalog } from '../../../src/datasets/catalog/readCatalog.ts';

const catalog = await readCatalog();

/** Reads a catalog with one dataset whose fields are overridden. */
async function readWith(fields: Record<string, unknown>): Promise<unknown> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ragstone-catalog-'));
  try {
    const file = path.join(folder, 'catalog.yaml');
    const dataset = {
      title: 'T',
      licence: 'MIT',
      citation: 'C',
      format: 'jsonl',
      scorers: ['em/squad@1'],
      corpus: 'contexts',
      splits: [
        {
          split: 'test',
          purpose: 'test',
          files: [
            {
              name: 'a.jsonl',
              bytes: 1,
              sha256: 'unknown',
              sources: [{ url: 'https://example.org/a.jsonl' }],
            },
          ],
        },
      ],
      ...fields,
    };
    await writeFile(file, JSON.stringify({ ragstone: 1, datasets: { mine: dataset }, corpora: {} }));
    return await readCatalog(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** `readWith` for the one file of the one split. */
function readWithFile(file: Record<string, unknown>): Promise<unknown> {
  const whole = { name: 'a.jsonl', bytes: 1, sha256: 'unknown', sources: [{ url: 'https://example.org/a' }] };
  return readWith({ splits: [{ split: 'test', purpose: 'test', files: [{ ...whole, ...file }] }] });
}

test('the catalog holds what people ask for', () => {
  for (const name of [
    'atlas',
    'hotpotqa',
    'nq',
    'triviaqa',
    'popqa',
    'squad',
    '2wikimultihopqa',
    'musique',
  ]) {
    expect(findEntry(catalog, name).kind).toBe('dataset');
  }
  expect(findEntry(catalog, 'wiki18-dpr').kind).toBe('corpus');
});

test('every dataset says what its splits are for, under which licence, and whom to cite', () => {
  for (const [name, entry] of Object.entries(catalog.datasets)) {
    expect(entry.licence.length, name).toBeGreaterThan(2);
    expect(entry.citation.length, name).toBeGreaterThan(20);
    expect(new Set(entry.splits.map(({ split, setting }) => `${split}/${setting}`)).size, name).toBe(
      entry.splits.length,
    );
    expect(
      entry.splits.some(({ purpose }) => purpose === 'test'),
      name,
    ).toBe(true);
  }
});

test('one file has one description, and files of a folder have different names', () => {
  for (const [name, entry] of Object.entries(catalog.datasets)) {
    const byName = new Map<string, unknown>();
    for (const file of entry.splits.flatMap(({ files }) => files)) {
      expect(byName.get(file.name) ?? file, `${name}: ${file.name}`).toEqual(file);
      byName.set(file.name, file);
    }
  }
});

test('the default split of a dataset is one of its own', () => {
  for (const [name, entry] of Object.entries(catalog.datasets)) {
    const chosen = chooseSplit(name, entry, {});
    if (entry.split !== undefined) expect(chosen.split).toBe(entry.split);
    expect(chosen.purpose, name).toBe('test');
  }
});

test('splits are found by name, by setting and by both', () => {
  const { hotpotqa } = catalog.datasets;
  if (hotpotqa === undefined) throw new Error('no hotpotqa');
  expect(chooseSplit('hotpotqa', hotpotqa, {})).toMatchObject({ split: 'dev', setting: 'distractor' });
  expect(chooseSplit('hotpotqa', hotpotqa, { setting: 'fullwiki' })).toMatchObject({ split: 'dev' });
  expect(chooseSplit('hotpotqa', hotpotqa, { split: 'train' })).toMatchObject({ purpose: 'train' });
  expect(() => chooseSplit('hotpotqa', hotpotqa, { split: 'test', setting: 'distractor' })).toThrow(
    /has no split test in the setting distractor\. It has dev\/distractor, dev\/fullwiki, train, test\/fullwiki/,
  );
});

test('an unknown name comes with the nearest one', () => {
  expect(() => findEntry(catalog, 'hotpotQA2')).toThrow(/did you mean "hotpotqa"\?/);
  expect(() => findEntry(catalog, 'constructor')).toThrow(/is not in the catalog/);
});

test('a catalog with a wrong hash, size, path or address is refused', async () => {
  await expect(readWith({})).resolves.toBeDefined();
  for (const wrong of [
    { sha256: 'abc' },
    { sha256: undefined },
    { bytes: 0 },
    { name: '../outside' },
    { name: '/absolute' },
    { name: 'a/../../b' },
    { sources: [] },
    { sources: [{ url: 'file:///etc/passwd' }] },
    { sources: [{ archive: 'not-there', member: 'a' }] },
    { unknown: 1 },
  ]) {
    await expect(readWithFile(wrong), JSON.stringify(wrong)).rejects.toMatchObject({ code: 'bad-file' });
  }
});

test('a catalog that names a corpus it does not hold is refused', async () => {
  await expect(readWith({ corpus: 'nowhere' })).rejects.toMatchObject({
    code: 'bad-file',
    message: expect.stringContaining('names the corpus "nowhere"') as string,
  });
});

test('a missing catalog is an error that names the file', async () => {
  await expect(readCatalog('/nowhere/catalog.yaml')).rejects.toMatchObject({
    code: 'bad-file',
    message: expect.stringContaining('/nowhere/catalog.yaml') as string,
  });
});

test('every layout and scorer that the catalog names exists', async () => {
  for (const [name, { format, scorers }] of Object.entries(catalog.datasets)) {
    await expect(findQuestionFormat(format), name).resolves.toMatchObject({ name: format });
    for (const scorer of scorers) {
      await expect(findScorer(scorer), `${name}: ${scorer}`).resolves.toMatchObject({ name: scorer });
    }
  }
  for (const [name, { format }] of Object.entries(catalog.corpora)) {
    await expect(findCorpusFormat(format), name).resolves.toMatchObject({ name: format });
  }
});
