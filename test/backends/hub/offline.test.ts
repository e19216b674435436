import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { cachedGguf } from '../../../src/backends/hub/cachedGguf.ts';
import { parseHubAddress } from '../../../src/backends/hub/hubAddress.ts';
import { surveyModel } from '../../../src/backends/hub/surveyModel.ts';
import { bytes, hashOf } from '../../io/download/downloadFolder.ts';
import { hubFixture } from '../../support/hub/hubFixture.ts';
import { firstCommit } from '../../support/hub/scriptedHub.ts';

const model = bytes(1000);
const files = { 'm.gguf': model, 'README.md': Buffer.from('# Tiny\n') };
const offline = { HF_HUB_OFFLINE: '1' };
const never = new AbortController().signal;

test('offline, a branch means the commit that it was at, and no question is asked', async () => {
  await using fixture = await hubFixture({ files });
  await fixture.pull('hf:someone/tiny/m.gguf');
  const before = fixture.hub.asked.length;
  const pulled = await fixture.pull('hf:someone/tiny/m.gguf', offline);
  expect(pulled).toMatchObject({
    commit: firstCommit,
    files: [{ state: 'present', sha256: hashOf(model), checked: 'sha256' }],
  });
  expect(fixture.hub.asked).toHaveLength(before);
});

test('offline, what is missing is named, with what is there and how to bring it', async () => {
  await using fixture = await hubFixture({ files });
  await expect(fixture.pull('hf:someone/tiny/m.gguf', offline)).rejects.toMatchObject({
    code: 'missing-data',
    message: expect.stringMatching(
      /^hf:someone\/tiny@main\/m\.gguf is not on this machine, and HF_HUB_OFFLINE forbids.*models--someone--tiny.*ragstone models pull hf:someone\/tiny@main\/m\.gguf$/s,
    ) as string,
  });
  await fixture.pull('hf:someone/tiny/README.md');
  await expect(fixture.pull('hf:someone/tiny/m.gguf', offline)).rejects.toMatchObject({
    code: 'missing-data',
    message: expect.stringContaining('README.md') as string,
  });
});

test('offline, patterns choose among what is there, each file checked as it can be', async () => {
  await using fixture = await hubFixture({ files });
  await fixture.pull('hf:someone/tiny', {}, { include: ['*'] });
  const pulled = await fixture.pull('hf:someone/tiny', offline, { include: ['*'] });
  expect(pulled.files.map(({ path, checked }) => [path, checked])).toEqual([
    ['README.md', 'git-sha1'],
    ['m.gguf', 'sha256'],
  ]);
});

test('offline, damaged bytes are an error with the file', async () => {
  await using fixture = await hubFixture({ files });
  const [file] = (await fixture.pull('hf:someone/tiny/m.gguf')).files;
  await writeFile(file?.file ?? '', bytes(1000, 7));
  await expect(fixture.pull('hf:someone/tiny/m.gguf', offline)).rejects.toMatchObject({ code: 'bad-file' });
});

test('a survey says what would be fetched, and fetches nothing', async () => {
  await using fixture = await hubFixture({ files });
  const survey = async (address: string, more?: NodeJS.ProcessEnv) =>
    surveyModel(await fixture.settings(more), parseHubAddress(address), never);
  expect(await survey('hf:someone/tiny/m.gguf')).toEqual({
    repo: 'someone/tiny',
    commit: firstCommit,
    files: [{ path: 'm.gguf', bytes: 1000, here: false }],
  });
  expect(fixture.hub.fetched).toHaveLength(0);
  await fixture.pull('hf:someone/tiny/m.gguf');
  const before = fixture.hub.asked.length;
  for (const address of [`hf:someone/tiny@${firstCommit}/m.gguf`, 'hf:someone/tiny/m.gguf']) {
    expect((await survey(address, offline)).files).toEqual([{ path: 'm.gguf', bytes: 1000, here: true }]);
  }
  expect(fixture.hub.asked).toHaveLength(before);
  expect((await survey('hf:someone/tiny/m.gguf')).files).toMatchObject([{ here: true }]);
  await expect(survey('hf:someone/tiny/README.md', offline)).rejects.toMatchObject({ code: 'missing-data' });
});

test('a survey says that a model is gated', async () => {
  await using fixture = await hubFixture({ files, gatedFor: 'hf_right' });
  await expect(
    surveyModel(await fixture.settings(), parseHubAddress('hf:someone/tiny/m.gguf'), never),
  ).rejects.toMatchObject({ message: expect.stringContaining('is gated') as string });
});

test('a file of a hub is found in the cache by its address, and nothing is asked for it', async () => {
  await using fixture = await hubFixture({ files });
  expect(await cachedGguf('models/m.gguf', fixture.environment)).toBe('models/m.gguf');
  await expect(cachedGguf('hf:someone/tiny/m.gguf', fixture.environment)).rejects.toMatchObject({
    code: 'missing-data',
    message: expect.stringContaining('ragstone models pull hf:someone/tiny@main/m.gguf') as string,
  });
  expect(fixture.hub.asked).toHaveLength(0);
  const [file] = (await fixture.pull('hf:someone/tiny/m.gguf')).files;
  expect(await cachedGguf('hf:someone/tiny/m.gguf', fixture.environment)).toBe(file?.file);
});
