import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import { inFreshFolder } from '../../../src/retrieval/indexes/inFreshFolder.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

it('shows the folder only when it is complete', async () => {
  await using home = await temporaryFolder();
  const folder = path.join(home.path, 'deep', 'index');
  const made = await inFreshFolder(folder, async (building) => {
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
  await inFreshFolder(`${folder}/`, (building) => writeFile(path.join(building, 'file'), ''));
  expect(await readdir(folder)).toStrictEqual(['file']);
});

it('says that the disk is full, and leaves nothing', async () => {
  await using home = await temporaryFolder();
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' });
  const filling = inFreshFolder(path.join(home.path, 'index'), () => Promise.reject(full));
  await expect(filling).rejects.toMatchObject({ code: 'storage', cause: full });
  await expect(filling).rejects.toThrow('The disk is full');
  expect(await readdir(home.path)).toStrictEqual([]);
});

it('says that a folder cannot be made below a file', async () => {
  await using home = await temporaryFolder();
  await writeFile(path.join(home.path, 'file'), '');
  const filling = inFreshFolder(path.join(home.path, 'file', 'index'), () => Promise.resolve());
  await expect(filling).rejects.toMatchObject({ code: 'storage' });
});

it('passes on what went wrong in the work', async () => {
  await using home = await temporaryFolder();
  const filling = inFreshFolder(path.join(home.path, 'index'), () => Promise.reject(new Error('mine')));
  await expect(filling).rejects.toThrow('mine');
});
