import { expect, test } from 'vitest';
import { bytes, downloadFolder, hashOf } from './downloadFolder.ts';
import { answering, scriptedServer, serving } from './scriptedServer.ts';

const content = bytes(2000);

test('a redirect to another origin is followed, and the key stays behind', async () => {
  await using storage = await scriptedServer(serving(content));
  await using hub = await scriptedServer(answering(302, { location: `${storage.origin}/signed?x=1` }));
  await using to = await downloadFolder();
  const received = await to.get(`${hub.origin}/file`, {
    headersFor: (url): Record<string, string> =>
      url.origin === hub.origin ? { authorization: 'Bearer secret' } : {},
  });
  expect(received).toMatchObject({ address: `${hub.origin}/file`, sha256: hashOf(content) });
  expect(hub.requests[0]).toMatchObject({ authorization: 'Bearer secret' });
  expect(storage.requests[0]?.['authorization']).toBeUndefined();
});

test('relative redirects are followed', async () => {
  await using server = await scriptedServer(answering(301, { location: '/there' }), serving(content));
  await using to = await downloadFolder();
  expect(await to.get(`${server.origin}/here`)).toMatchObject({ bytes: content.length });
});

test('a redirect to another scheme is refused', async () => {
  for (const location of ['file:///etc/passwd', 'ftp://127.0.0.1/x', 'data:text/plain,hello']) {
    await using server = await scriptedServer(answering(302, { location }));
    await using to = await downloadFolder();
    await expect(to.get(server.origin)).rejects.toMatchObject({
      code: 'download',
      message: expect.stringContaining('only http and https are followed') as string,
    });
  }
});

test('a circle of redirects ends', async () => {
  await using server = await scriptedServer(answering(302, { location: '/again' }));
  await using to = await downloadFolder();
  await expect(to.get(server.origin)).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining('more than 10 redirects') as string,
  });
  expect(server.requests).toHaveLength(11);
});
