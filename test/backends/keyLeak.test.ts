import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { recordServer } from '../../src/backends/cassette/recordServer.ts';
import { openAnswerStore } from '../../src/backends/store/answerStore.ts';
import { withCache } from '../../src/backends/wrappers/withCache.ts';
import { withCallLog } from '../../src/backends/wrappers/withCallLog.ts';
import { openToy, toy } from '../support/modelServer/openToy.ts';
import { toyName } from '../support/modelServer/served.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { vllmServer } from '../support/modelServer/vllm.ts';

const secret = 'sk-planted-9876543210';
const never = new AbortController().signal;

test('a key stands in no file that keeps answers, even where the server sends it back', async () => {
  const folder = await temporaryFolder();
  const { server, asked } = await openToy(
    vllmServer(toy({ say: `The key is ${secret}.` })),
    { key: { env: 'KEY' } },
    { environment: { KEY: secret } },
  );
  const prompt = { kind: 'chat', turns: [{ role: 'user', parts: [{ text: 'Which key?' }] }] } as const;
  {
    using log = openAnswerStore(path.join(folder, 'calls.sqlite'));
    using cache = openAnswerStore(path.join(folder, 'cache.sqlite'));
    using cassette = openAnswerStore(path.join(folder, 'cassette.sqlite'));
    const backend = await recordServer(server, cassette).open(toyName);
    const wrapped = withCallLog(withCache(backend, cache, { repeat: 0 }), log, { scope: 's', repeat: 0 });
    expect((await wrapped.generate({ prompt, maxTokens: 60 }, never)).text).toBe('The key is [key].');
    for (const store of [log, cache, cassette]) expect(store.stats().calls).toBe(1);
  }
  expect(asked.every(({ headers }) => headers.authorization === `Bearer ${secret}`)).toBe(true);
  const files = await readdir(folder);
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const file of files) {
    expect((await readFile(path.join(folder, file))).includes(secret), file).toBe(false);
  }
});
