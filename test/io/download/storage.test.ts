import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { keepChecked } from '../../../src/io/download/keepChecked.ts';
import { bytes, downloadFolder, hashOf } from './downloadFolder.ts';
import { scriptedServer, serving } from './scriptedServer.ts';

const content = bytes(2000);
const { signal } = new AbortController();

test.skipIf(!existsSync('/dev/full'))(
  'a full disk is an error of its own, and is not tried again',
  async () => {
    await using server = await scriptedServer(serving(content));
    await using to = await downloadFolder();
    await mkdir(path.dirname(to.file), { recursive: true });
    await symlink('/dev/full', `${to.file}.part`);
    await expect(to.get(server.origin)).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining('disk is full') as string,
    });
    expect(server.requests).toHaveLength(1);
  },
);

test('more bytes than are free are refused before anything is received', async () => {
  await using server = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  await expect(to.get(server.origin, { wanted: { bytes: 2 ** 52 } })).rejects.toMatchObject({
    code: 'storage',
  });
  expect(server.requests).toHaveLength(0);
});

test('a folder that cannot be made is a storage error', async () => {
  await using server = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  await writeFile(path.dirname(to.file), 'a file where the folder should be');
  await expect(to.get(server.origin)).rejects.toMatchObject({ code: 'storage' });
});

test('two processes do not receive one file', async () => {
  await using server = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  await mkdir(path.dirname(to.file), { recursive: true });
  await writeFile(`${to.file}.part.lock`, String(process.ppid));
  await expect(to.get(server.origin)).rejects.toMatchObject({ code: 'locked' });
  expect(server.requests).toHaveLength(0);
});

test('the lock of a process that is gone is taken over', async () => {
  await using server = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  await mkdir(path.dirname(to.file), { recursive: true });
  await writeFile(`${to.file}.part.lock`, String(2 ** 30));
  expect(await to.get(server.origin)).toMatchObject({ sha256: hashOf(content) });
});

test('a stream is kept only when it is what was wanted', async () => {
  await using to = await downloadFolder();
  const stream = async function* (): AsyncGenerator<Buffer> {
    yield content.subarray(0, 500);
    yield content.subarray(500);
  };
  await expect(keepChecked(stream(), 'a mirror', to.file, { bytes: 7 }, signal)).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining('a mirror') as string,
  });
  expect(existsSync(to.file)).toBe(false);
  expect(await keepChecked(stream(), 'a mirror', to.file, { sha256: hashOf(content) }, signal)).toEqual({
    address: 'a mirror',
    bytes: 2000,
    sha256: hashOf(content),
  });
  expect(existsSync(to.file)).toBe(true);
});

test('a stream that fails leaves no file, and a stop goes before its failure', async () => {
  await using to = await downloadFolder();
  const failing = async function* (): AsyncGenerator<Buffer> {
    yield content;
    throw new Error('unreadable');
  };
  await expect(keepChecked(failing(), 'a mirror', to.file, {}, signal)).rejects.toMatchObject({
    code: 'bad-file',
    message: expect.stringContaining('unreadable') as string,
  });
  const reason = new Error('stopped');
  await expect(keepChecked(failing(), 'a mirror', to.file, {}, AbortSignal.abort(reason))).rejects.toBe(
    reason,
  );
  expect(existsSync(to.file)).toBe(false);
});
