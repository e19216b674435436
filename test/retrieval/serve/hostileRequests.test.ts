import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isOwnHost } from '../../../src/retrieval/serve/isOwnHost.ts';
import { part, ranking } from '../ranking.ts';
import { ask, openServed, sendRaw } from './openServed.ts';

const letters = part(ranking('abcdef'), { retriever: 'list' });

function head(...lines: readonly string[]): string {
  return `${['POST /search HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: application/json', ...lines].join('\r\n')}\r\n\r\n`;
}

describe('requests that are refused', () => {
  it.each([
    ['another path', 'GET', '/', 404],
    ['a path upwards', 'GET', '/../../etc/passwd', 404],
    ['another method', 'GET', '/search', 405],
    ['a method that is none of ours', 'DELETE', '/search', 405],
    ["a browser's question whether it may", 'OPTIONS', '/search', 405],
    ['a search sent to /health', 'POST', '/health', 405],
  ])('%s', async (_name, method, path, status) => {
    const { url } = await openServed(letters);
    const response = await fetch(`${url}${path}`, { method });
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('error.message');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'multipart/form-data'])(
    'the type %s, which a page of another site may send',
    async (type) => {
      const server = await openServed(letters);
      const answer = await ask(server, { query: 'any' }, { headers: { 'content-type': type } });
      expect(answer).toMatchObject({ status: 415, json: { error: { code: 'wrong-type' } } });
    },
  );

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['deep lists', '['.repeat(500_000)],
    ['deep lists that end', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['a deep query', `{"query":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
    ['a list', '[]'],
    ['a number', '7'],
    ['null', 'null'],
    ['no query', '{}'],
    ['both kinds', '{"query":"a","queries":["b"]}'],
    ['no text', '{"query":1}'],
    ['no texts', '{"queries":[]}'],
    ['too many queries', JSON.stringify({ queries: Array.from({ length: 257 }, () => 'a') })],
    ['a negative k', '{"query":"a","k":-1}'],
    ['no k', '{"query":"a","k":0}'],
    ['half a k', '{"query":"a","k":1.5}'],
    ['a huge k', '{"query":"a","k":1e308}'],
    ['too large a k', '{"query":"a","k":1001}'],
    ['a key that is not known', '{"query":"a","filter":{}}'],
    ['a prototype', '{"query":"a","__proto__":{"k":5}}'],
    ['a constructor', '{"query":"a","constructor":{"prototype":{"k":5}}}'],
  ])('%s', async (_name, body) => {
    const answer = await ask(await openServed(letters), body);
    expect(answer).toMatchObject({ status: 400, json: { error: { code: expect.any(String) } } });
    expect(({} as { k?: number }).k).toBeUndefined();
  });

  it('bytes that are no text', async () => {
    const answer = await ask(await openServed(letters), Uint8Array.of(0x22, 0xff, 0xfe, 0x22));
    expect(answer).toMatchObject({ status: 400, json: { error: { code: 'bad-text' } } });
  });

  it('a body whose length is too large, without reading it', async () => {
    const { port } = await openServed(letters, { limits: { bodyBytes: 100 } });
    expect(await sendRaw(port, head('Content-Length: 999999999'))).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('a body in pieces that grows too large', async () => {
    const { port } = await openServed(letters, { limits: { bodyBytes: 100 } });
    const piece = `40\r\n${'x'.repeat(64)}\r\n`;
    expect(await sendRaw(port, head('Transfer-Encoding: chunked'), piece, piece)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('a length that contradicts itself', async () => {
    const { port } = await openServed(letters);
    const answer = await sendRaw(port, head('Content-Length: 2', 'Transfer-Encoding: chunked'), '0\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('heads without end', async () => {
    const { port } = await openServed(letters);
    expect(await sendRaw(port, head(`X: ${'x'.repeat(20_000)}`))).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('what is not HTTP', async () => {
    const { port } = await openServed(letters);
    expect(await sendRaw(port, '\u0016\u0003\u0001 hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('a body that never comes', async () => {
    const { port } = await openServed(letters, { limits: { timeoutMs: 100 } });
    expect(await sendRaw(port, head('Content-Length: 20'), '{"query"')).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('a head that never ends', async () => {
    const { port } = await openServed(letters, { limits: { timeoutMs: 100 } });
    expect(await sendRaw(port, 'POST /search HTTP/1.1\r\nHost: 127')).toMatch(/^HTTP\/1\.1 408 /);
  });

  it.each([
    'evil.example',
    'evil.example:80',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'a@127.0.0.1',
  ])('a request meant for %s', async (host) => {
    const { port } = await openServed(letters);
    const request = `GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    expect(await sendRaw(port, request)).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('goes on serving after all of it', async () => {
    const server = await openServed(letters);
    await sendRaw(server.port, '\r\n\r\nnonsense\r\n\r\n');
    await ask(server, '[');
    expect((await ask(server, { query: 'any' })).status).toBe(200);
  });
});

it('never answers a body with a fault of its own', async () => {
  const server = await openServed(letters);
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), async (body) => {
      const { status } = await ask(server, body);
      expect([200, 400]).toContain(status);
    }),
    { numRuns: 60 },
  );
});

describe('hosts', () => {
  it.each(['127.0.0.1', '127.0.0.1:80', 'localhost', 'LOCALHOST:1', '[::1]:8', '10.0.0.7', 'gpu1.example:9'])(
    'answers to %s',
    (header) => {
      expect(isOwnHost(header, 'GPU1.example')).toBe(true);
    },
  );

  it.each([undefined, '', ':80', '[evil]', '[::1', 'gpu2.example', '127.1', 'localhost:x', 'local host'])(
    'does not answer to %s',
    (header) => {
      expect(isOwnHost(header, 'gpu1.example')).toBe(false);
    },
  );
});
