import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bytes, hashOf } from '../../io/download/downloadFolder.ts';
import { answering, breaking, serving } from '../../io/download/scriptedServer.ts';
import { hubFixture } from '../../support/hub/hubFixture.ts';
import { firstCommit, gitSha1 } from '../../support/hub/scriptedHub.ts';

const model = bytes(2_000_000);
const card = Buffer.from('# Tiny\n');
const files = { 'm.gguf': model, 'README.md': card };
const blobs = 'hub/models--someone--tiny/blobs';

test('a branch is resolved to its commit, and the bytes are held against the published SHA-256', async () => {
  await using fixture = await hubFixture({ files });
  const pulled = await fixture.pull('hf:someone/tiny/m.gguf');
  expect(pulled).toMatchObject({ repo: 'someone/tiny', revision: 'main', commit: firstCommit });
  expect(pulled.files).toEqual([
    {
      path: 'm.gguf',
      file: path.join(fixture.home, `hub/models--someone--tiny/snapshots/${firstCommit}/m.gguf`),
      bytes: model.length,
      state: 'received',
      sha256: hashOf(model),
      checked: 'sha256',
    },
  ]);
});

test('a small file has no SHA-256 on the hub: its bytes are held against the SHA-1 that git knows it by', async () => {
  await using fixture = await hubFixture({ files });
  const pulled = await fixture.pull('hf:someone/tiny/README.md');
  expect(pulled.files).toMatchObject([{ checked: 'git-sha1', sha256: hashOf(card) }]);
});

test('a small file with other bytes than git knows is refused, and nothing is kept', async () => {
  await using fixture = await hubFixture({
    files,
    instead: (_, { url, method }) =>
      method === 'GET' && url?.includes('/resolve/') === true
        ? answering(200, { 'content-length': '7' }, 'changed')
        : undefined,
  });
  await expect(fixture.pull('hf:someone/tiny/README.md')).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining(`expected ${gitSha1(card)}`) as string,
  });
  expect(await readdir(path.join(fixture.home, blobs))).toEqual([]);
});

test('the token goes to the endpoint alone, never to the storage that it leads to', async () => {
  await using fixture = await hubFixture({ files, privateFor: 'hf_secret' });
  await fixture.pull('hf:someone/tiny', { HF_TOKEN: 'hf_secret' }, { include: ['*'] });
  expect(fixture.hub.tokens).toEqual(new Set(['hf_secret']));
  expect(fixture.hub.fetched).toHaveLength(1);
  expect(fixture.hub.fetched[0]?.authorization).toBeUndefined();
});

test('the token file of HF_HOME is used', async () => {
  await using fixture = await hubFixture({ files, gatedFor: 'hf_file' });
  await writeFile(path.join(fixture.home, 'token'), 'hf_file\n');
  expect((await fixture.pull('hf:someone/tiny/m.gguf')).files).toHaveLength(1);
});

test('a connection that is cut is continued by range', async () => {
  await using fixture = await hubFixture({
    files,
    storage: [(content) => breaking(content, 900_000, '"v"'), (content) => serving(content, '"v"')],
  });
  expect((await fixture.pull('hf:someone/tiny/m.gguf')).files).toMatchObject([{ sha256: hashOf(model) }]);
  expect(fixture.hub.fetched[1]?.range).toMatch(/^bytes=[1-9]\d*-$/);
});

test('a storage that knows no ranges starts again', async () => {
  await using fixture = await hubFixture({
    files,
    storage: [
      (content) => breaking(content, 900_000),
      (content) => (_, response) =>
        void response.writeHead(200, { 'content-length': content.length }).end(content),
    ],
  });
  expect((await fixture.pull('hf:someone/tiny/m.gguf')).files).toMatchObject([{ sha256: hashOf(model) }]);
});

test('a part that an earlier process left is continued', async () => {
  await using fixture = await hubFixture({
    files,
    storage: [(content) => breaking(content, 900_000), answering404, serving],
  });
  const impatient = { patience: { retries: 0, waitMs: () => 0 } };
  await expect(fixture.pull('hf:someone/tiny/m.gguf', {}, impatient)).rejects.toMatchObject({
    code: 'download',
  });
  await expect(fixture.pull('hf:someone/tiny/m.gguf', {}, impatient)).rejects.toMatchObject({
    message: expect.stringContaining('bytes are kept: the same command continues there') as string,
  });
  await fixture.pull('hf:someone/tiny/m.gguf');
  expect(fixture.hub.fetched.map(({ range }) => range !== undefined)).toEqual([false, true, true]);
});

function answering404() {
  return answering(404);
}

test('wrong bytes are refused and not kept', async () => {
  await using fixture = await hubFixture({ files, storage: [() => serving(bytes(model.length, 9))] });
  await expect(fixture.pull('hf:someone/tiny/m.gguf')).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining(`expected ${hashOf(model)}`) as string,
  });
  expect(await readdir(path.join(fixture.home, blobs))).toEqual([]);
});

test('what is there is checked: damaged bytes are fetched again', async () => {
  await using fixture = await hubFixture({ files });
  const [first] = (await fixture.pull('hf:someone/tiny/m.gguf')).files;
  expect((await fixture.pull('hf:someone/tiny/m.gguf')).files).toMatchObject([{ state: 'present' }]);
  expect(fixture.hub.fetched).toHaveLength(1);
  await writeFile(path.join(fixture.home, blobs, hashOf(model)), bytes(model.length, 5));
  expect((await fixture.pull('hf:someone/tiny/m.gguf')).files).toMatchObject([{ state: 'received' }]);
  expect(await readFile(first?.file ?? '')).toEqual(model);
});

test('all parts of a split model are fetched, whichever is named', async () => {
  const parts = Object.fromEntries(
    [1, 2, 3].map((n) => [`big/m-0000${n}-of-00003.gguf`, bytes(1000 + n, n)]),
  );
  await using fixture = await hubFixture({ files: parts });
  const pulled = await fixture.pull('hf:someone/tiny/big/m-00002-of-00003.gguf');
  expect(pulled.files.map((file) => file.path)).toEqual(Object.keys(parts));
});

test('a list of files in several pages is read to its end, from the endpoint', async () => {
  await using fixture = await hubFixture({ files: { ...files, 'a/b/c.json': card }, pageSize: 2 });
  const pulled = await fixture.pull('hf:someone/tiny', {}, { include: ['*'] });
  expect(pulled.files).toHaveLength(3);
  expect(fixture.hub.asked.filter((line) => line.includes('/tree/'))).toHaveLength(3);
});

test('a pinned SHA-256 is compared with what the hub publishes, before a byte is fetched', async () => {
  await using fixture = await hubFixture({ files });
  await expect(fixture.pull(`hf:someone/tiny/m.gguf#sha256:${'0'.repeat(64)}`)).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining('another file than was pinned') as string,
  });
  expect(fixture.hub.fetched).toHaveLength(0);
  await fixture.pull(`hf:someone/tiny/m.gguf#sha256:${hashOf(model)}`);
});

test('a pinned SHA-256 of a small file is compared with its bytes', async () => {
  await using fixture = await hubFixture({ files });
  await expect(fixture.pull(`hf:someone/tiny/README.md#sha256:${'0'.repeat(64)}`)).rejects.toMatchObject({
    message: expect.stringContaining('brought other bytes than expected') as string,
  });
  const pulled = await fixture.pull(`hf:someone/tiny/README.md#sha256:${hashOf(card)}`);
  expect(pulled.files).toMatchObject([{ checked: 'sha256' }]);
});

test('a full disk is said before a byte is fetched, with what moves the cache', async () => {
  await using fixture = await hubFixture({
    files,
    instead: (_, { url }) =>
      url?.includes('/tree/') === true
        ? answering(
            200,
            {},
            JSON.stringify([{ type: 'file', path: 'm.gguf', size: 2 ** 52, oid: '0'.repeat(40) }]),
          )
        : undefined,
  });
  await expect(fixture.pull('hf:someone/tiny/m.gguf')).rejects.toMatchObject({
    code: 'storage',
    message: expect.stringContaining(`Models are kept in ${fixture.home}/hub: HF_HOME moves them`) as string,
  });
  expect(fixture.hub.fetched).toHaveLength(0);
});

test('a path that leads out of the cache counts as not there', async () => {
  const entry = { type: 'file', path: '../../../../evil.gguf', size: 1, oid: '0'.repeat(40) };
  await using fixture = await hubFixture({
    files,
    instead: (_, { url }) =>
      url?.includes('/tree/') === true ? answering(200, {}, JSON.stringify([entry])) : undefined,
  });
  await expect(fixture.pull('hf:someone/tiny', {}, { include: ['*'] })).rejects.toMatchObject({
    code: 'unknown-name',
  });
});

test('the progress of each file reaches its total', async () => {
  await using fixture = await hubFixture({ files });
  const seen: unknown[] = [];
  await fixture.pull('hf:someone/tiny/m.gguf', {}, { progress: (progress) => seen.push(progress) });
  expect(seen.at(-1)).toEqual({ file: 'm.gguf', bytes: model.length, total: model.length });
});

test('two that want one file get it once', async () => {
  await using fixture = await hubFixture({ files });
  const both = await Promise.all([
    fixture.pull('hf:someone/tiny/m.gguf'),
    fixture.pull('hf:someone/tiny/m.gguf'),
  ]);
  expect(new Set(both.map((each) => each.files[0]?.state))).toEqual(new Set(['present', 'received']));
  expect(fixture.hub.fetched).toHaveLength(1);
  expect(await readdir(path.join(fixture.home, blobs))).toEqual([hashOf(model)]);
});

test('patterns go with a repository only', async () => {
  await using fixture = await hubFixture({ files });
  await expect(fixture.pull('hf:someone/tiny/m.gguf', {}, { include: ['*'] })).rejects.toMatchObject({
    code: 'usage',
  });
  await rm(fixture.home, { recursive: true });
});
