import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import { openIndex } from '../../../src/retrieval/indexes/openIndex.ts';
import { bm25 } from '../../../src/retrieval/retrievers/bm25.ts';
import { temporaryFolder } from '../../retrieval/temporaryFolder.ts';
import { ragstone } from '../../support/ragstone.ts';

const corpus = '{"id":"a","title":"Cat","text":"Cats purr."}\n{"id":"b","title":"Dog","text":"Dogs bark."}\n';

it('leaves an index that can be searched', async () => {
  await using home = await temporaryFolder();
  await writeFile(path.join(home.path, 'pets.jsonl'), corpus);
  const args = [
    'index',
    'build',
    'pets.jsonl',
    '--retriever',
    'bm25',
    '--analyser',
    'simple@1',
    '--out',
    'made/index',
  ];
  const { status, stdout } = await ragstone(args, { home: home.path });
  expect(status).toBe(0);
  expect(stdout).toContain('made/index: 2 passages, 6 terms');
  const settings = bm25.settings.parse({ analyser: 'simple@1' });
  await using opened = await openIndex(bm25, path.join(home.path, 'made/index'), settings, {});
  const found = await opened.retriever.search('dogs', 5, new AbortController().signal);
  expect(found.map(({ passage }) => passage.id)).toStrictEqual(['b']);
});

it.each([
  ['a retriever that there is not', ['--retriever', 'bm52'], 2, 'Did you mean bm25?'],
  ['an analyser that there is not', ['--analyser', 'english@9'], 2, 'Did you mean english@1?'],
  ['a window of no words', ['--window', '0'], 2, 'whole number'],
])('refuses %s and leaves nothing', async (_what, flags, code, message) => {
  await using home = await temporaryFolder();
  await writeFile(path.join(home.path, 'pets.jsonl'), corpus);
  const { status, stderr } = await ragstone(['index', 'build', 'pets.jsonl', '--out', 'index', ...flags], {
    home: home.path,
  });
  expect(stderr).toContain(message);
  expect(status).toBe(code);
  expect(await readdir(home.path)).toStrictEqual(['pets.jsonl']);
});
