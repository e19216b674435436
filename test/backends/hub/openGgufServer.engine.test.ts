import { realpath, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openGgufServer } from '../../../src/backends/hub/openGgufServer.ts';
import { hashOf } from '../../io/download/downloadFolder.ts';
import { tinyGguf } from '../../support/gguf/tinyGguf.ts';
import { hubFixture } from '../../support/hub/hubFixture.ts';
import { firstCommit } from '../../support/hub/scriptedHub.ts';
import { splitGguf } from '../../support/hub/splitGguf.ts';

const never = new AbortController().signal;
const tiny = tinyGguf();
const files = { 'tiny.gguf': tiny };
const pinned = `hf:someone/tiny@${firstCommit}/tiny.gguf`;
const say = { prompt: { kind: 'text', parts: [{ text: 'the city' }] }, maxTokens: 4 } as const;

test('a model of a hub is fetched and run, and says which commit it is of', async () => {
  await using fixture = await hubFixture({ files });
  const spec = { file: 'hf:someone/tiny/tiny.gguf', threads: 1 };
  await using server = await openGgufServer(spec, never, fixture.environment);
  expect(server.address).toBe('hf:someone/tiny/tiny.gguf');
  const backend = await server.open('reader');
  expect(backend.identity).toMatchObject({
    server: `llama.cpp in process (node-llama-cpp 3.22.1, CPU), ${pinned}`,
    model: 'reader',
    digest: { known: true, value: hashOf(tiny) },
  });
  expect((await backend.generate(say, never)).usage.outputTokens).toBe(4);
});

test('a commit that is here is run without asking the hub; other bytes in its place are refused', async () => {
  await using fixture = await hubFixture({ files });
  const [file] = (await fixture.pull('hf:someone/tiny/tiny.gguf')).files;
  const asked = fixture.hub.asked.length;
  const spec = { file: pinned, threads: 1 };
  await using server = await openGgufServer(spec, never, fixture.environment);
  expect((await server.open('m')).identity.digest).toEqual({ known: true, value: hashOf(tiny) });

  await writeFile(await realpath(file?.file ?? ''), tinyGguf({ seed: 2 }));
  await using other = await openGgufServer(spec, never, fixture.environment);
  await expect(other.open('m')).rejects.toMatchObject({
    code: 'bad-file',
    message: expect.stringContaining(`ragstone models pull ${pinned}`) as string,
  });
  expect(fixture.hub.asked).toHaveLength(asked);
});

test('a model in parts says what the whole one does', async () => {
  const [first, second] = splitGguf(tiny, 7);
  const parts = { 'big/t-00001-of-00002.gguf': first, 'big/t-00002-of-00002.gguf': second };
  await using fixture = await hubFixture({ files: { ...files, ...parts } });
  const told = async (path: string): Promise<string> => {
    const spec = { file: `hf:someone/tiny/${path}`, threads: 1 };
    await using server = await openGgufServer(spec, never, fixture.environment);
    const { text } = await (await server.open('m')).generate({ ...say, maxTokens: 12 }, never);
    return text;
  };
  expect(await told('big/t-00001-of-00002.gguf')).toBe(await told('tiny.gguf'));
});

test('offline, a model that is not here is an error that says how to bring it', async () => {
  await using fixture = await hubFixture({ files });
  const environment = { ...fixture.environment, HF_HUB_OFFLINE: '1' };
  await expect(openGgufServer({ file: pinned }, never, environment)).rejects.toMatchObject({
    code: 'missing-data',
    message: expect.stringContaining(`ragstone models pull ${pinned}`) as string,
  });
});
