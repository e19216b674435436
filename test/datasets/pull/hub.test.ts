import { expect, test } from 'vitest';
import { bytes } from '../../io/download/downloadFolder.ts';
import { answering, scriptedServer, serving } from '../../io/download/scriptedServer.ts';
import { hub, hubHeaders } from '../../../src/datasets/pull/hub.ts';
import { sourceAddress } from '../../../src/datasets/pull/sourceAddress.ts';
import { catalogOf, fileOf, pullFixture } from './pullFixture.ts';

const content = bytes(1000);
const source = { hf: 'someone/quiz', revision: 'refs/pr/5', path: 'data/dev.jsonl' };
const catalog = catalogOf([{ split: 'dev', purpose: 'test', files: [fileOf('dev.jsonl', content, source)] }]);

test('a Hugging Face source resolves against the endpoint', () => {
  expect(sourceAddress(source, hub({}))).toBe(
    'https://huggingface.co/datasets/someone/quiz/resolve/refs%2Fpr%2F5/data/dev.jsonl',
  );
  expect(sourceAddress(source, hub({ HF_ENDPOINT: 'https://hf-mirror.com/' }))).toMatch(
    /^https:\/\/hf-mirror\.com\/datasets\/someone/,
  );
  expect(sourceAddress({ url: 'https://example.org/x' }, hub({ HF_ENDPOINT: 'https://hf-mirror.com' }))).toBe(
    'https://example.org/x',
  );
});

test('the key is for the endpoint alone, whatever the path', () => {
  const from = hub({ HF_TOKEN: 'secret' });
  expect(hubHeaders(from, new URL('https://huggingface.co/x'))).toEqual({ authorization: 'Bearer secret' });
  for (const other of [
    'http://huggingface.co/x',
    'https://huggingface.co:8443/x',
    'https://huggingface.co.evil/x',
  ]) {
    expect(hubHeaders(from, new URL(other)), other).toEqual({});
  }
  expect(hubHeaders(hub({}), new URL('https://huggingface.co/x'))).toEqual({});
});

test('HF_ENDPOINT and HF_TOKEN are used, and the key does not follow a redirect', async () => {
  await using storage = await scriptedServer(serving(content));
  await using endpoint = await scriptedServer(answering(302, { location: `${storage.origin}/blob` }));
  await using fixture = await pullFixture(catalog);
  const environment = { ...fixture.environment, HF_ENDPOINT: `${endpoint.origin}/`, HF_TOKEN: 'secret' };
  const pulled = await fixture.pull('quiz', { environment });
  expect(pulled.files).toMatchObject([{ checked: true }]);
  expect(endpoint.requests[0]).toMatchObject({ authorization: 'Bearer secret' });
  expect(storage.requests[0]?.['authorization']).toBeUndefined();
});

test('a gated dataset says that it needs a key', async () => {
  await using endpoint = await scriptedServer(answering(401));
  await using fixture = await pullFixture(catalog);
  const environment = { ...fixture.environment, HF_ENDPOINT: endpoint.origin };
  await expect(fixture.pull('quiz', { environment })).rejects.toThrow(/HF_TOKEN/);
});

test('HF_HUB_OFFLINE forbids to fetch, not to use what is there', async () => {
  await using endpoint = await scriptedServer(serving(content));
  await using fixture = await pullFixture(catalog);
  const online = { ...fixture.environment, HF_ENDPOINT: endpoint.origin };
  const offline = { ...online, HF_HUB_OFFLINE: '1' };
  await expect(fixture.pull('quiz', { environment: offline })).rejects.toMatchObject({
    code: 'missing-data',
  });
  expect(endpoint.requests).toHaveLength(0);
  await fixture.pull('quiz', { environment: online });
  expect((await fixture.pull('quiz', { environment: offline })).files).toMatchObject([{ state: 'present' }]);
});
