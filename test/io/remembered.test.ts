import { readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { remembered } from '../../src/io/remembered.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const longAgo = new Date('2026-01-01T00:00:00Z');

async function subject() {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'data.txt');
  const write = async (text: string, changed: Date): Promise<void> => {
    await writeFile(file, text);
    await utimes(file, changed, changed);
  };
  await write('one', longAgo);
  let worked = 0;
  return {
    folder,
    file,
    write,
    ask: (what = 'length', files: readonly string[] = [file]) =>
      remembered(what, files, z.number(), async () => (worked += 1), folder),
  };
}

test('what was worked out once is not worked out again', async () => {
  const { ask } = await subject();
  expect([await ask(), await ask()]).toEqual([1, 1]);
});

test('another question about the same files is worked out by itself', async () => {
  const { ask } = await subject();
  expect([await ask('length'), await ask('sum')]).toEqual([1, 2]);
});

test('a file that changed is looked at again', async () => {
  const { ask, write } = await subject();
  await ask();
  await write('two', new Date(longAgo.getTime() + 1));
  expect(await ask()).toBe(2);
});

test('a file that changed just now is not trusted to stay', async () => {
  const { ask, write } = await subject();
  await write('two', new Date());
  expect([await ask(), await ask()]).toEqual([1, 2]);
});

test('nothing is remembered of no files', async () => {
  const { ask } = await subject();
  expect([await ask('length', []), await ask('length', [])]).toEqual([1, 2]);
});

test('a damaged memory is no memory', async () => {
  const { folder, ask } = await subject();
  await ask();
  const kept = path.join(folder, 'remembered');
  for (const name of await readdir(kept)) await writeFile(path.join(kept, name), '"ten"');
  expect(await ask()).toBe(2);
});
