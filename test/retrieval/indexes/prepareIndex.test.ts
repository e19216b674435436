import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import type { Corpus } from '../../../src/ports/dataset.ts';
import { indexKey } from '../../../src/retrieval/indexes/indexKey.ts';
import { prepareIndex, type PrepareOptions } from '../../../src/retrieval/indexes/prepareIndex.ts';
import { bm25 } from '../../../src/retrieval/retrievers/bm25.ts';
import { corpusOf, passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const settings = bm25.settings.parse({});
const kind = { retriever: 'bm25', baked: { analyser: 'english@1', titleWeight: 1 }, windowWords: undefined };

/** Counts how often it is read to its end. */
function countingCorpus(texts: readonly string[]): Corpus & { reads: number } {
  const inner = corpusOf(passagesOf(...texts), 'counted');
  return {
    ...inner,
    reads: 0,
    async *passages(signal) {
      yield* inner.passages(signal);
      this.reads++;
    },
  };
}

async function prepare(corpus: Corpus, home: string, options: Partial<PrepareOptions> = {}): Promise<string> {
  await using opened = await prepareIndex(bm25, corpus, settings, { signal: never, home, ...options });
  const found = await opened.retriever.search('cat', 1, never);
  return found[0]?.passage.id ?? 'nothing';
}

it('builds what is missing and reuses what is there', async () => {
  await using home = await temporaryFolder();
  let builds = 0;
  const options = { onProgress: () => builds++ };
  expect(await prepare(corpusOf(passagesOf('dog', 'cats')), home.path, options)).toBe('p1');
  expect(await prepare(corpusOf(passagesOf('dog', 'cats')), home.path, options)).toBe('p1');
  expect(builds).toBe(1);
});

it('keeps indexes of other text, names, analysers and windows apart', async () => {
  const corpus = corpusOf(passagesOf('a b'));
  const keys = await Promise.all([
    indexKey(corpus, kind, never),
    indexKey(corpusOf(passagesOf('a c')), kind, never),
    indexKey(corpusOf(passagesOf('a b'), 'other'), kind, never),
    indexKey(corpus, { ...kind, baked: { analyser: 'simple@1' } }, never),
    indexKey(corpus, { ...kind, windowWords: 64 }, never),
  ]);
  expect(new Set(keys).size).toBe(5);
});

it('knows a corpus by its files and reads no more than its beginning', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'corpus.txt');
  await writeFile(file, 'as it is');
  const corpus = countingCorpus(Array.from({ length: 150 }, (_, n) => `text ${n}`));
  const filed = { ...corpus, files: [{ name: 'corpus.txt', path: file, bytes: 8 }] };
  const before = await indexKey(filed, kind, never);
  expect(filed.reads).toBe(0);
  expect(await indexKey(filed, kind, never)).toBe(before);
  await writeFile(file, 'as it was');
  expect(await indexKey(filed, kind, never)).not.toBe(before);
});

it('builds once when several ask at the same time', async () => {
  await using home = await temporaryFolder();
  let builds = 0;
  const options = { onProgress: () => builds++ };
  const corpus = corpusOf(passagesOf('cat'));
  const found = await Promise.all([1, 2, 3].map(() => prepare(corpus, home.path, options)));
  expect(found).toStrictEqual(['p0', 'p0', 'p0']);
  expect(builds).toBe(1);
});

it('takes over from a process that died while it built', async () => {
  await using home = await temporaryFolder();
  const corpus = corpusOf(passagesOf('cat'));
  const key = await indexKey(corpus, kind, never);
  const folder = path.join(home.path, 'indexes', key);
  await mkdir(`${folder}.building-4194399`, { recursive: true });
  await writeFile(`${folder}.lock`, JSON.stringify({ pid: 4_194_399, host: hostname() }));
  expect(await prepare(corpus, home.path)).toBe('p0');
  expect(await readdir(path.join(home.path, 'indexes'))).toStrictEqual([key]);
});

it('says whom it waits for, and can be stopped', async () => {
  await using home = await temporaryFolder();
  const corpus = corpusOf(passagesOf('cat'));
  const folder = path.join(home.path, 'indexes', await indexKey(corpus, kind, never));
  await mkdir(path.dirname(folder));
  await writeFile(`${folder}.lock`, JSON.stringify({ pid: 1, host: 'elsewhere' }));
  const stop = new AbortController();
  const waits: string[] = [];
  const onWait = (message: string): void => {
    waits.push(message);
    stop.abort(new Error('enough'));
  };
  await expect(prepare(corpus, home.path, { signal: stop.signal, onWait })).rejects.toThrow('enough');
  expect(waits).toHaveLength(1);
  expect(waits[0]).toContain('Process 1 on elsewhere');
});
