import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import { RagstoneError } from '../../../src/errors.ts';
import { inFreshFolder } from '../../../src/retrieval/indexes/inFreshFolder.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

it('shows the folder only when it is complete', async () => {
  await using home = await temporaryFolder();
  const folder = path.join(home.path, 'deep', 'index');
  const made = await inFreshFolder(folder, 'kind', async (building) => {
    expect(building).not.toBe(folder);
    expect(await readdir(path.dirname(folder))).toStrictEqual([path.basename(building)]);
    await writeFile(path.join(building, 'file'), 'content');
    return 'made';
  });
  expect(made).toBe('made');
  expect(await readFile(path.join(folder, 'file'), 'utf8')).toBe('content');
  expect(await readdir(path.dirname(folder))).toStrictEqual(['index']);
});

it('fills a folder that is there but empty, with a slash after its name or not', async () => {
  await using home = await temporaryFolder();
  const folder = path.join(home.path, 'index');
  await mkdir(folder);
  await inFreshFolder(`${folder}/`, 'kind', (building) => writeFile(path.join(building, 'file'), ''));
  expect(await readdir(folder)).toStrictEqual(['file']);
});

it('says that the disk is full, and leaves nothing', async () => {
  await using home = await temporaryFolder();
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' });
  const filling = inFreshFolder(path.join(home.path, 'index'), 'kind', () => Promise.reject(full));
  await expect(filling).rejects.toMatchObject({ code: 'storage', cause: full });
  await expect(filling).rejects.toThrow('The disk is full');
  expect(await readdir(home.path)).toStrictEqual([]);
});

it('says that a folder cannot be made below a file', async () => {
  await using home = await temporaryFolder();
  await writeFile(path.join(home.path, 'file'), '');
  const filling = inFreshFolder(path.join(home.path, 'file', 'index'), 'kind', () => Promise.resolve());
  await expect(filling).rejects.toMatchObject({ code: 'storage' });
});

it('passes on what went wrong in the work', async () => {
  await using home = await temporaryFolder();
  const filling = inFreshFolder(path.join(home.path, 'index'), 'kind', () =>
    Promise.reject(new Error('mine')),
  );
  await expect(filling).rejects.toThrow('mine');
});

async function left(home: string, kind: string, names: readonly string[], error: Error): Promise<void> {
  const filling = inFreshFolder(path.join(home, 'index'), kind, async (building) => {
    for (const name of names) await writeFile(path.join(building, name), name);
    throw error;
  });
  await expect(filling).rejects.toBe(error);
}

it('gives work that broke off its folder again, and only to work of the same kind', async () => {
  await using home = await temporaryFolder();
  await left(home.path, 'first', ['vectors'], new Error('broke off'));
  const found = await inFreshFolder(path.join(home.path, 'index'), 'first', (building) => readdir(building));
  expect(found).toStrictEqual(['vectors']);
  expect(await readdir(home.path)).toStrictEqual(['index']);
});

it('removes what work of another kind left', async () => {
  await using home = await temporaryFolder();
  await left(home.path, 'first', ['vectors'], new Error('broke off'));
  const found = await inFreshFolder(path.join(home.path, 'index'), 'second', (building) => readdir(building));
  expect(found).toStrictEqual([]);
  expect(await readdir(home.path)).toStrictEqual(['index']);
});

it.each([
  ['the input is at fault', ['vectors'], new RagstoneError('bad-record', 'An id occurs twice.')],
  ['there are passages only', ['passages.jsonl'], new Error('broke off')],
])('leaves nothing when %s', async (_why, names, error) => {
  await using home = await temporaryFolder();
  await left(home.path, 'kind', names, error);
  expect(await readdir(home.path)).toStrictEqual([]);
});
