import { expect, onTestFinished, test } from 'vitest';
import { bytes, downloadFolder } from './downloadFolder.ts';
import { scriptedServer, serving } from './scriptedServer.ts';

const content = bytes(2000);

/** Sets variables of the environment until the test is over. */
function withEnvironment(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) {
    const before = process.env[name];
    process.env[name] = value;
    onTestFinished(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  }
}

test('the proxy of the environment is used, but not where NO_PROXY forbids it', async () => {
  await using server = await scriptedServer(serving(content));
  await using proxy = await scriptedServer(serving(content));
  withEnvironment({ http_proxy: proxy.origin, no_proxy: '127.0.0.1' });
  await using to = await downloadFolder();
  await to.get('http://data.invalid/file');
  expect(proxy.requests).toMatchObject([{ host: 'data.invalid' }]);
  await to.get(server.origin);
  expect([server.requests.length, proxy.requests.length]).toEqual([1, 1]);
});
