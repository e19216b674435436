import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import { denseIndexBytes } from '../../../src/retrieval/dense/denseIndexBytes.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { storeVectors } from './searchable.ts';
import { wordVector } from './wordEncoder.ts';

it.each(['float32', 'float16', 'int8'] as const)('is what files of %s have', async (store) => {
  await using folder = await temporaryFolder();
  await storeVectors(
    folder.path,
    ['a', 'b', 'c'].map((text) => wordVector(text, 20)),
    store,
  );
  const names = await readdir(folder.path);
  const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder.path, name))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(denseIndexBytes(3, 20, store));
});
