import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import { isEngine } from '../../src/retrieval/engines/loadEngine.ts';
import { findSearch, isCombined } from '../../src/retrieval/findRetriever.ts';
import { engineModule } from '../support/engineModule.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const combined = (name: string): string => `export const mine = {
  name: '${name}', summary: 'the first part as it is', settings: { parse: (value) => value },
  parts: { least: 1, most: 1 }, combine: ([part]) => part,
};`;

async function found(content: string) {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'own.mjs'), content);
  return findSearch('./own.mjs', folder);
}

it('finds the kinds by name', async () => {
  expect(await findSearch('bm25', '.')).toMatchObject({ name: 'bm25' });
});

it('loads an engine from a module', async () => {
  const folder = await temporaryFolder();
  await engineModule(folder);
  expect(isEngine(await findSearch('./engine.mjs', folder))).toBe(true);
});

it('loads a kind of retriever from a module, as its only or its default export', async () => {
  const own = await found(combined('mine'));
  expect(!isEngine(own) && isCombined(own)).toBe(true);
  expect(await found(`const other = 1;\n${combined('mine')}\nexport default mine;`)).toMatchObject({
    name: 'mine',
  });
});

it.each([
  ['nothing', 'export const other = 1;', /must export one engine/],
  ['two', `${combined('a')}\nexport const second = { ...mine };`, /must export one engine/],
  ['what cannot be loaded', 'nonsense here', /cannot be loaded/],
  ["the name of one of Ragstone's own", combined('rrf'), /"rrf", which is one of Ragstone's own/],
])('refuses a module with %s', async (_, content, message) => {
  await expect(found(content)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(message),
  });
});
