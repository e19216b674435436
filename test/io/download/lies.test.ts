import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytes, downloadFolder, hashOf } from './downloadFolder.ts';
import { breaking, scriptedServer, serving } from './scriptedServer.ts';

const content = bytes(120_000);
const other = bytes(120_000, 2);
const patience = { retries: 2, waitMs: () => 0 };

test('a Content-Length that is too long ends in an error, never in a short file', async () => {
  await using server = await scriptedServer((_request, response) => {
    response.writeHead(200, { 'content-length': content.length + 1000 });
    response.write(content, () => response.socket?.end());
  });
  await using to = await downloadFolder();
  await expect(to.get(server.origin)).rejects.toMatchObject({ code: 'download' });
  expect(existsSync(to.file)).toBe(false);
});

test('a Content-Length that is too short is noticed by the size that is known', async () => {
  await using server = await scriptedServer((_request, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.end(content);
  });
  await using to = await downloadFolder();
  await expect(to.get(server.origin, { wanted: { bytes: content.length } })).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining('has 1000 bytes, 120000 were expected') as string,
  });
  expect(await readdir(path.dirname(to.file))).toEqual([]);
});

test('a file of another size than known is refused before it is received', async () => {
  await using server = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  await expect(to.get(server.origin, { wanted: { bytes: 5 } })).rejects.toMatchObject({ code: 'download' });
  expect(server.requests).toHaveLength(1);
});

test('a body without a length that goes on past the known size is cut off', async () => {
  await using server = await scriptedServer((_request, response) => {
    response.writeHead(200, {});
    response.write(content);
    response.end(content);
  });
  await using to = await downloadFolder();
  await expect(to.get(server.origin, { wanted: { bytes: content.length } })).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining('more than the 120000 bytes') as string,
  });
});

test('wrong bytes are an error and are not kept', async () => {
  await using server = await scriptedServer(serving(other));
  await using to = await downloadFolder();
  await expect(to.get(server.origin, { wanted: { sha256: hashOf(content) } })).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining(hashOf(other)) as string,
  });
  expect(await readdir(path.dirname(to.file))).toEqual([]);
});

test('wrong bytes at one address do not spoil the next', async () => {
  await using bad = await scriptedServer(serving(other));
  await using good = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  expect(await to.get([bad.origin, good.origin], { wanted: { sha256: hashOf(content) } })).toMatchObject({
    address: good.origin,
  });
});

test('a server that ignores ranges is read from the start again', async () => {
  await using server = await scriptedServer(breaking(content, 50_000), (_request, response) => {
    response.writeHead(200, { 'content-length': content.length, etag: '"v1"' }).end(content);
  });
  await using to = await downloadFolder();
  expect(await to.get(server.origin)).toMatchObject({ sha256: hashOf(content) });
});

test('a server that ignores ranges and always breaks at the same byte is given up', async () => {
  await using server = await scriptedServer((_request, response) => {
    response.writeHead(200, { 'content-length': content.length, etag: '"v1"' });
    response.write(content.subarray(0, 50_000), () => response.socket?.end());
  });
  await using to = await downloadFolder();
  await expect(to.get(server.origin)).rejects.toMatchObject({ code: 'download' });
  expect(server.requests.length).toBeLessThanOrEqual(8);
});

test('a wrong Content-Range is not joined', async () => {
  await using server = await scriptedServer(
    breaking(content, 50_000),
    (_request, response) => {
      response
        .writeHead(206, {
          'content-length': 20_000,
          'content-range': `bytes 100000-119999/${content.length}`,
          etag: '"v1"',
        })
        .end(content.subarray(100_000));
    },
    serving(content),
  );
  await using to = await downloadFolder();
  expect(await to.get(server.origin)).toMatchObject({ sha256: hashOf(content) });
  expect(server.requests[2]?.['range']).toBeUndefined();
});

test('a file that changes between two tries is read from the start again', async () => {
  await using server = await scriptedServer(breaking(content, 50_000), serving(other, '"v2"'));
  await using to = await downloadFolder();
  expect(await to.get(server.origin)).toMatchObject({ sha256: hashOf(other) });
});

test('a changed file from a server that ignores If-Range is not joined either', async () => {
  await using server = await scriptedServer(
    breaking(content, 50_000),
    (request, response) => {
      const from = Number(/\d+/.exec(request.headers['range'] ?? '')?.[0]);
      response
        .writeHead(206, {
          'content-range': `bytes ${from}-${other.length - 1}/${other.length}`,
          etag: '"v2"',
        })
        .end(other.subarray(from));
    },
    serving(other, '"v2"'),
  );
  await using to = await downloadFolder();
  expect(await to.get(server.origin)).toMatchObject({ sha256: hashOf(other) });
});

test('without a validator a part is continued only where the hash decides', async () => {
  const withoutEtag = async (wanted: { sha256?: string }): Promise<string | undefined> => {
    await using server = await scriptedServer(serving(content));
    await using to = await downloadFolder();
    await mkdir(path.dirname(to.file), { recursive: true });
    await writeFile(`${to.file}.part`, content.subarray(0, 10));
    await to.get(server.origin, { wanted });
    return server.requests[0]?.['range'];
  };
  expect(await withoutEtag({})).toBeUndefined();
  expect(await withoutEtag({ sha256: hashOf(content) })).toBe('bytes=10-');
});

test('a part of another version is thrown away once the hash tells', async () => {
  await using server = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  await mkdir(path.dirname(to.file), { recursive: true });
  await writeFile(`${to.file}.part`, other.subarray(0, 40_000));
  expect(await to.get(server.origin, { wanted: { sha256: hashOf(content) } })).toMatchObject({
    sha256: hashOf(content),
  });
  expect(server.requests).toHaveLength(2);
});

test('a part that is whole needs no request', async () => {
  await using server = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  await mkdir(path.dirname(to.file), { recursive: true });
  await writeFile(`${to.file}.part`, content);
  await to.get(server.origin, { wanted: { bytes: content.length, sha256: hashOf(content) } });
  expect(server.requests).toHaveLength(0);
});

test('a part that is longer than the file is thrown away', async () => {
  await using server = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  await mkdir(path.dirname(to.file), { recursive: true });
  await writeFile(`${to.file}.part`, Buffer.concat([content, content]));
  await to.get(server.origin, { wanted: { sha256: hashOf(content) } });
  expect(await readFile(to.file)).toEqual(content);
});

test('wherever it breaks and however often, the file is whole in the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 5 }),
      fc.boolean(),
      async (breaks, known) => {
        const small = bytes(5000);
        await using server = await scriptedServer(...breaks.map((at) => breaking(small, at)), serving(small));
        await using to = await downloadFolder();
        const wanted = known ? { bytes: small.length, sha256: hashOf(small) } : {};
        const received = await to.get(server.origin, { wanted, patience: { ...patience, retries: 9 } });
        expect(received.sha256).toBe(hashOf(small));
        expect(await readFile(to.file)).toEqual(small);
      },
    ),
    { numRuns: 40 },
  );
});
