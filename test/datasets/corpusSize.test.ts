import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { corpusSize } from '../../src/datasets/corpusSize.ts';
import { openCorpus } from '../../src/datasets/open/openCorpus.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

test('counts passages and the bytes of what they say', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'corpus.jsonl');
  const passages = [
    { id: 'a', title: 'Zürich', text: 'a city' },
    { id: 'b', title: '', text: 'x' },
  ];
  await writeFile(file, passages.map((passage) => `${JSON.stringify(passage)}\n`).join(''));
  const { signal } = new AbortController();
  const size = await corpusSize(await openCorpus(file, signal), signal, folder);
  expect(size).toEqual({ passages: 2, textBytes: 7 + 6 + 1 });
});
