import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { hubSettings } from '../../../src/backends/hub/hubSettings.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

test('the cache lies where huggingface_hub has it', async () => {
  const HOME = await temporaryFolder();
  const cacheOf = async (more: NodeJS.ProcessEnv) => (await hubSettings({ HOME, ...more })).cache;
  expect(await cacheOf({})).toBe(path.join(HOME, '.cache/huggingface/hub'));
  expect(await cacheOf({ XDG_CACHE_HOME: '/xdg' })).toBe('/xdg/huggingface/hub');
  expect(await cacheOf({ HF_HOME: '/models', XDG_CACHE_HOME: '/xdg' })).toBe('/models/hub');
  expect(await cacheOf({ HF_HOME: '~/models' })).toBe(path.join(HOME, 'models/hub'));
  expect(await cacheOf({ HF_HUB_CACHE: '/cache', HF_HOME: '/models' })).toBe('/cache');
  expect(await cacheOf({ HF_HUB_CACHE: '', HF_HOME: '' })).toBe(path.join(HOME, '.cache/huggingface/hub'));
});

test('the token is HF_TOKEN, else that of the token file, without the line end', async () => {
  const HF_HOME = await temporaryFolder();
  const tokenOf = async (more: NodeJS.ProcessEnv) => (await hubSettings({ HF_HOME, ...more })).token;
  expect(await tokenOf({})).toBeUndefined();
  await writeFile(path.join(HF_HOME, 'token'), 'from-file\n');
  expect(await tokenOf({})).toBe('from-file');
  expect(await tokenOf({ HF_TOKEN: ' told\n' })).toBe('told');
  await mkdir(path.join(HF_HOME, 'other'));
  await writeFile(path.join(HF_HOME, 'other/token'), '\n');
  expect(await tokenOf({ HF_TOKEN_PATH: path.join(HF_HOME, 'other/token') })).toBeUndefined();
});

test.each(['mirror.example', 'ftp://mirror.example', 'https://me:secret@mirror.example'])(
  'HF_ENDPOINT=%s is refused without being repeated',
  async (HF_ENDPOINT) => {
    await expect(hubSettings({ HF_HOME: '/none', HF_ENDPOINT })).rejects.toMatchObject({
      code: 'usage',
      message: expect.not.stringContaining(HF_ENDPOINT) as string,
    });
  },
);
