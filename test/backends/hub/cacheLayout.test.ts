import { readdir, readFile, readlink, symlink, mkdir, writeFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { linkSnapshot } from '../../../src/backends/hub/linkSnapshot.ts';
import { listCache } from '../../../src/backends/hub/listCache.ts';
import { bytes, hashOf } from '../../io/download/downloadFolder.ts';
import { hubFixture } from '../../support/hub/hubFixture.ts';
import { firstCommit, gitSha1 } from '../../support/hub/scriptedHub.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const model = bytes(5000);
const card = Buffer.from('# Tiny\n');
const files = { 'sub/m.gguf': model, 'README.md': card };

/** Every file and link below a folder, links with what they say. */
async function treeOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const lines = entries
    .filter((entry) => !entry.isDirectory())
    .map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const told = path.relative(folder, file);
      return entry.isSymbolicLink() ? `${told} -> ${await readlink(file)}` : told;
    });
  return (await Promise.all(lines)).toSorted();
}

test('what is pulled lies as huggingface_hub lays it: blobs by ETag, links by commit, the commit by branch', async () => {
  await using fixture = await hubFixture({ files });
  await fixture.pull('hf:someone/tiny', {}, { include: ['*'] });
  const folder = path.join(fixture.home, 'hub/models--someone--tiny');
  expect(await treeOf(folder)).toEqual(
    [
      `blobs/${hashOf(model)}`,
      `blobs/${gitSha1(card)}`,
      'refs/main',
      `snapshots/${firstCommit}/README.md -> ../../blobs/${gitSha1(card)}`,
      `snapshots/${firstCommit}/sub/m.gguf -> ../../../blobs/${hashOf(model)}`,
    ].toSorted(),
  );
  expect(await readFile(path.join(folder, 'refs/main'), 'utf8')).toBe(firstCommit);
  expect(await readFile(path.join(folder, `snapshots/${firstCommit}/sub/m.gguf`))).toEqual(model);
});

test('a revision with slashes has its own folders below refs', async () => {
  await using fixture = await hubFixture({ files, refs: { 'refs/pr/3': firstCommit } });
  await fixture.pull('hf:someone/tiny@refs/pr/3/README.md');
  expect(await readFile(path.join(fixture.home, 'hub/models--someone--tiny/refs/refs/pr/3'), 'utf8')).toBe(
    firstCommit,
  );
});

test('a pinned commit leaves no ref', async () => {
  await using fixture = await hubFixture({ files });
  await fixture.pull(`hf:someone/tiny@${firstCommit}/README.md`);
  expect(await readdir(path.join(fixture.home, 'hub/models--someone--tiny'))).toEqual(['blobs', 'snapshots']);
});

test('the same bytes at another commit are linked, not fetched', async () => {
  const other = 'b'.repeat(40);
  await using fixture = await hubFixture({ commits: { [firstCommit]: files, [other]: files } });
  await fixture.pull(`hf:someone/tiny@${firstCommit}/sub/m.gguf`);
  const again = await fixture.pull(`hf:someone/tiny@${other}/sub/m.gguf`);
  expect(again.files).toMatchObject([{ state: 'present', sha256: hashOf(model) }]);
  expect(fixture.hub.fetched).toHaveLength(1);
});

test('what huggingface_hub downloaded is found', async () => {
  await using fixture = await hubFixture({ files });
  const folder = path.join(fixture.home, 'hub/models--someone--tiny');
  await mkdir(path.join(folder, 'blobs'), { recursive: true });
  await mkdir(path.join(folder, 'snapshots', firstCommit, 'sub'), { recursive: true });
  await writeFile(path.join(folder, 'blobs', hashOf(model)), model);
  await symlink(`../../../blobs/${hashOf(model)}`, path.join(folder, 'snapshots', firstCommit, 'sub/m.gguf'));
  expect((await fixture.pull('hf:someone/tiny/sub/m.gguf')).files).toMatchObject([{ state: 'present' }]);
  expect(fixture.hub.fetched).toHaveLength(0);
});

test('a disk without links gets the file itself', async () => {
  const folder = await temporaryFolder();
  const [blob, pointer] = [path.join(folder, 'blob'), path.join(folder, 'snapshots/x/m.gguf')];
  await writeFile(blob, model);
  await linkSnapshot(blob, pointer, () =>
    Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' })),
  );
  expect((await stat(pointer)).isFile()).toBe(true);
  expect(await readdir(folder)).toEqual(['snapshots']);
});

test('the cache is listed by repository, commit and file, with the branches at each commit', async () => {
  await using fixture = await hubFixture({ files, refs: { main: firstCommit, v1: firstCommit } });
  await fixture.pull('hf:someone/tiny@v1/README.md');
  await fixture.pull('hf:someone/tiny/sub/m.gguf');
  const { cache } = await fixture.settings();
  const [snapshot, ...others] = await listCache(cache);
  expect(others).toEqual([]);
  expect(snapshot).toMatchObject({ repo: 'someone/tiny', commit: firstCommit });
  expect(snapshot?.refs.toSorted()).toEqual(['main', 'v1']);
  expect(snapshot?.files).toMatchObject([
    { path: 'README.md', bytes: card.length, etag: gitSha1(card) },
    { path: 'sub/m.gguf', bytes: model.length, etag: hashOf(model) },
  ]);
});

test('links to blobs that are gone, and what is no model, are not listed', async () => {
  const cache = await temporaryFolder();
  const snapshot = path.join(cache, 'models--a--b/snapshots', firstCommit);
  await mkdir(snapshot, { recursive: true });
  await symlink('../../blobs/gone', path.join(snapshot, 'm.gguf'));
  await mkdir(path.join(cache, 'datasets--a--b/snapshots', firstCommit), { recursive: true });
  expect(await listCache(cache)).toEqual([]);
  expect(await listCache(path.join(cache, 'none'))).toEqual([]);
});
