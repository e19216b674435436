import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bytes, downloadFolder, hashOf } from './downloadFolder.ts';
import { answering, breaking, scriptedServer, serving } from './scriptedServer.ts';

const content = bytes(200_000);

test('a file is received, hashed and named, and nothing else is left', async () => {
  await using server = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  const received = await to.get(`${server.origin}/data.json`);
  expect(received).toEqual({
    address: `${server.origin}/data.json`,
    bytes: content.length,
    sha256: hashOf(content),
  });
  expect(await readFile(to.file)).toEqual(content);
  expect(await readdir(path.dirname(to.file))).toEqual(['data.json']);
});

test('progress reaches the total', async () => {
  await using server = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  const seen: unknown[] = [];
  await to.get(server.origin, { progress: (progress) => seen.push(progress) });
  expect(seen.at(-1)).toEqual({ bytes: content.length, total: content.length });
});

test('an empty file is a file', async () => {
  await using server = await scriptedServer(serving(Buffer.alloc(0)));
  await using to = await downloadFolder();
  expect(await to.get(server.origin)).toMatchObject({ bytes: 0, sha256: hashOf(Buffer.alloc(0)) });
  expect(await readFile(to.file)).toEqual(Buffer.alloc(0));
});

test('a connection that breaks off is resumed where it broke', async () => {
  const long = bytes(2_000_000);
  await using server = await scriptedServer(breaking(long, 900_000), breaking(long, 600_000), serving(long));
  await using to = await downloadFolder();
  expect(await to.get(server.origin)).toMatchObject({ sha256: hashOf(long) });
  expect(await readFile(to.file)).toEqual(long);
  expect(server.requests).toHaveLength(3);
  expect(server.requests[1]).toMatchObject({ 'if-range': '"v1"' });
  expect(server.requests[1]?.['range']).toMatch(/^bytes=[1-9]\d*-$/);
});

test('500 and 503 are tried again', async () => {
  await using server = await scriptedServer(
    answering(500),
    answering(503, { 'retry-after': '0' }),
    serving(content),
  );
  await using to = await downloadFolder();
  expect(await to.get(server.origin)).toMatchObject({ bytes: content.length });
});

test('a server that never stops failing is given up, without a file', async () => {
  await using server = await scriptedServer(answering(502));
  await using to = await downloadFolder();
  await expect(to.get(server.origin)).rejects.toMatchObject({
    code: 'download',
    message: expect.stringMatching(/gave up after 3 failures: the server answered 502/) as string,
  });
  expect(await readdir(path.dirname(to.file))).toEqual([]);
});

test('404 is not tried again, and the next address is', async () => {
  await using bad = await scriptedServer(answering(404));
  await using good = await scriptedServer(serving(content));
  await using to = await downloadFolder();
  expect(await to.get([bad.origin, good.origin])).toMatchObject({ address: good.origin });
  expect(bad.requests).toHaveLength(1);
});

test('a refused connection is an error that names the address', async () => {
  const gone = await scriptedServer();
  await gone[Symbol.asyncDispose]();
  await using to = await downloadFolder();
  await expect(to.get(gone.origin)).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining(gone.origin) as string,
  });
});

test('a web page in place of the file is refused by its type and by its beginning', async () => {
  for (const type of ['text/html; charset=utf-8', 'application/octet-stream']) {
    await using server = await scriptedServer(
      answering(200, { 'content-type': type }, '\n<!DOCTYPE html><p>scan'),
    );
    await using to = await downloadFolder();
    await expect(to.get(server.origin)).rejects.toMatchObject({
      code: 'download',
      message: expect.stringContaining('web page') as string,
    });
    expect(existsSync(to.file)).toBe(false);
  }
});

test('a server that hangs is dropped and tried again', async () => {
  await using server = await scriptedServer((_request, response) => {
    response.writeHead(200, { 'content-length': content.length, etag: '"v1"' });
    response.write(content.subarray(0, 1000));
  }, serving(content));
  await using to = await downloadFolder();
  expect(await to.get(server.origin, { idleMs: 200 })).toMatchObject({ sha256: hashOf(content) });
  expect(server.requests).toHaveLength(2);
});

test('a server that never answers is given up', async () => {
  await using server = await scriptedServer(() => undefined);
  await using to = await downloadFolder();
  await expect(
    to.get(server.origin, { idleMs: 100, patience: { retries: 0, waitMs: () => 0 } }),
  ).rejects.toMatchObject({ code: 'download' });
});

test('stopping keeps the part, and the next call continues it', async () => {
  await using server = await scriptedServer((_request, response) => {
    response.writeHead(200, { 'content-length': content.length, etag: '"v1"' });
    response.write(content.subarray(0, 90_000));
  }, serving(content));
  await using to = await downloadFolder();
  const stop = new AbortController();
  const reason = new Error('stopped by the user');
  await expect(
    to.get(server.origin, {
      signal: stop.signal,
      progress: ({ bytes: done }) => {
        if (done >= 90_000) stop.abort(reason);
      },
    }),
  ).rejects.toBe(reason);
  expect(existsSync(to.file)).toBe(false);
  expect(await to.get(server.origin)).toMatchObject({ sha256: hashOf(content) });
  expect(server.requests[1]).toMatchObject({ range: 'bytes=90000-', 'if-range': '"v1"' });
});
