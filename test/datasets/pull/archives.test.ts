import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { bytes, hashOf } from '../../io/download/downloadFolder.ts';
import { answering, scriptedServer, serving } from '../../io/download/scriptedServer.ts';
import { catalogOf, fileOf, pullFixture } from './pullFixture.ts';
import { storedZip } from './storedZip.ts';

const dev = bytes(3000);
const train = bytes(2000, 2);
const members = {
  'quiz/README.md': Buffer.from('read me'),
  '__MACOSX/quiz/dev.jsonl': Buffer.from('a shadow'),
  'quiz/dev.jsonl': dev,
  'quiz/other-dev.jsonl': Buffer.from('not this one'),
  'quiz/train.jsonl': train,
};

async function tarOf(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function catalogWith(origin: string, archive: Buffer | undefined, sha256OfDev?: Buffer) {
  const from = { archive: 'all', member: 'dev.jsonl' };
  return catalogOf(
    [
      { split: 'dev', purpose: 'test', files: [fileOf('dev.jsonl', sha256OfDev, from)] },
      {
        split: 'train',
        purpose: 'train',
        files: [fileOf('train.jsonl', undefined, { archive: 'all', member: 'quiz/train.jsonl' })],
      },
    ],
    {
      all: {
        name: 'all.bin',
        bytes: archive?.length ?? 'unknown',
        sha256: archive === undefined ? 'unknown' : hashOf(archive),
        sources: [{ url: `${origin}/all` }],
      },
    },
  );
}

test.each([
  ['tar', () => tarOf(members)],
  ['tar.gz', async () => gzipSync(await tarOf(members))],
  ['zip', () => Promise.resolve(storedZip(members))],
])('files are taken out of a %s that is fetched once and not kept', async (_kind, make) => {
  const archive = await make();
  await using server = await scriptedServer(serving(archive));
  await using fixture = await pullFixture(catalogWith(server.origin, archive));
  const pulled = await fixture.pull('quiz');
  expect(pulled.files).toMatchObject([
    { name: 'dev.jsonl', sha256: hashOf(dev), checked: true, address: `${server.origin}/all#dev.jsonl` },
    { name: 'train.jsonl', sha256: hashOf(train), checked: true },
  ]);
  expect(await readFile(path.join(pulled.folder, 'train.jsonl'))).toEqual(train);
  expect(existsSync(path.join(pulled.folder, 'archives'))).toBe(false);
  expect(server.requests).toHaveLength(1);
});

test('one split brings what else the catalog wants of the archive', async () => {
  await using server = await scriptedServer(serving(storedZip(members)));
  await using fixture = await pullFixture(catalogWith(server.origin, undefined));
  await fixture.pull('quiz', { split: 'dev' });
  expect((await fixture.pull('quiz', { split: 'train' })).files).toMatchObject([
    { state: 'present', checked: false },
  ]);
  expect(server.requests).toHaveLength(1);
});

test('an archive without the member is an error that names it', async () => {
  await using server = await scriptedServer(serving(storedZip({ 'quiz/dev.jsonl': dev })));
  await using fixture = await pullFixture(catalogWith(server.origin, undefined));
  await expect(fixture.pull('quiz')).rejects.toThrow(/holds no quiz\/train\.jsonl/);
});

test('another split that the archive lacks does not matter', async () => {
  await using server = await scriptedServer(serving(storedZip({ 'quiz/dev.jsonl': dev })));
  await using fixture = await pullFixture(catalogWith(server.origin, undefined));
  expect((await fixture.pull('quiz', { split: 'dev' })).files).toMatchObject([{ sha256: hashOf(dev) }]);
});

test('a mirror that holds the file itself needs no archive', async () => {
  await using server = await scriptedServer(serving(dev));
  await using fixture = await pullFixture(catalogWith('http://127.0.0.1:9', undefined));
  const pulled = await fixture.pull('quiz', { split: 'dev', mirror: server.origin });
  expect(pulled.files).toMatchObject([{ address: `${server.origin}/quiz/dev.jsonl`, checked: false }]);
});

test('a mirror that holds the archive is enough', async () => {
  await using server = await scriptedServer(answering(404), serving(storedZip(members)));
  await using fixture = await pullFixture(catalogWith('http://127.0.0.1:9', undefined));
  const pulled = await fixture.pull('quiz', { split: 'dev', mirror: server.origin });
  expect(pulled.files).toMatchObject([{ address: `${server.origin}/quiz/all.bin#dev.jsonl` }]);
});

test('a member with other bytes than the catalog says is refused', async () => {
  await using server = await scriptedServer(serving(storedZip(members)));
  await using fixture = await pullFixture(catalogWith(server.origin, undefined, train));
  await expect(fixture.pull('quiz', { split: 'dev' })).rejects.toMatchObject({ code: 'download' });
  expect(existsSync(path.join(fixture.home, 'datasets/quiz/dev.jsonl'))).toBe(false);
});

test('a damaged archive is an error and is fetched again', async () => {
  const whole = gzipSync(await tarOf(members));
  await using server = await scriptedServer(serving(whole.subarray(0, 2000)), serving(whole));
  await using fixture = await pullFixture(catalogWith(server.origin, undefined));
  await expect(fixture.pull('quiz')).rejects.toMatchObject({ code: 'download' });
  expect((await fixture.pull('quiz')).files).toMatchObject([
    { sha256: hashOf(dev) },
    { sha256: hashOf(train) },
  ]);
});

test('a file that was changed after its receipt is taken out again', async () => {
  const archive = storedZip(members);
  await using server = await scriptedServer(serving(archive));
  await using fixture = await pullFixture(catalogWith(server.origin, archive));
  const { folder } = await fixture.pull('quiz');
  await writeFile(path.join(folder, 'dev.jsonl'), 'changed');
  expect((await fixture.pull('quiz')).files).toMatchObject([
    { state: 'received', sha256: hashOf(dev) },
    { state: 'present' },
  ]);
});
