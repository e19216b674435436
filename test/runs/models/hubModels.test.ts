import { expect, test } from 'vitest';
import { type Experiment, experimentSchema } from '../../../src/runs/experiment/experimentSchema.ts';
import { fetchHubModels, neededHubModels, withoutUnfetched } from '../../../src/runs/models/hubModels.ts';
import { bytes } from '../../io/download/downloadFolder.ts';
import { hubFixture } from '../../support/hub/hubFixture.ts';
import { firstCommit } from '../../support/hub/scriptedHub.ts';

const signal = new AbortController().signal;
const files = {
  'm.gguf': bytes(1000),
  'big-00001-of-00002.gguf': bytes(20),
  'big-00002-of-00002.gguf': bytes(10),
};
const pinned = `hf:someone/tiny@${firstCommit}/m.gguf`;

const experiment: Experiment = experimentSchema.parse({
  ragstone: 1,
  name: 'hub',
  servers: {
    hub: { gguf: 'hf:someone/tiny/m.gguf', threads: 1 },
    disk: { gguf: 'models/other.gguf' },
    unused: { gguf: 'hf:someone/else/m.gguf' },
  },
  models: { reader: { server: 'hub', model: 'm' }, other: { server: 'disk', model: 'o' } },
  datasets: [{ use: 'atlas' }],
  systems: [{ use: 'closed-book', roles: { reader: 'reader' } }],
});

test('the files of a hub that models need are fetched, and the commit takes the place of the branch', async () => {
  await using fixture = await hubFixture({ files });
  const seen: number[] = [];
  const fetched = await fetchHubModels(experiment, {
    signal,
    environment: fixture.environment,
    onProgress: (progress) => seen.push(progress.bytes),
  });
  expect(fetched.servers).toEqual({ ...experiment.servers, hub: { gguf: pinned, threads: 1 } });
  expect(seen.at(-1)).toBe(1000);
  const asked = fixture.hub.asked.length;
  expect(await fetchHubModels(fetched, { signal, environment: fixture.environment })).toEqual(fetched);
  expect(fixture.hub.asked).toHaveLength(asked);
});

test('a pinned SHA-256 stays in the experiment', async () => {
  await using fixture = await hubFixture({ files });
  const pin = `hf:someone/tiny/m.gguf#sha256:${'0'.repeat(64)}`;
  const wrong = { ...experiment, servers: { hub: { gguf: pin } } };
  await expect(fetchHubModels(wrong, { signal, environment: fixture.environment })).rejects.toMatchObject({
    code: 'download',
    message: expect.stringContaining('pinned') as string,
  });
});

test('what would be fetched is said with its size, and stands in the plan as a model that cannot be asked', async () => {
  await using fixture = await hubFixture({ files });
  const options = { signal, environment: fixture.environment };
  const needed = await neededHubModels(experiment, options);
  expect(needed).toEqual([
    {
      server: 'hub',
      repo: 'someone/tiny',
      commit: firstCommit,
      files: [{ path: 'm.gguf', bytes: 1000, here: false }],
    },
  ]);
  expect(fixture.hub.fetched).toHaveLength(0);
  const { experiment: here, unfetched } = withoutUnfetched(experiment, needed);
  expect(Object.keys(here.models)).toEqual(['other']);
  expect(unfetched['reader']?.can.does).toEqual(['generate', 'embed', 'rerank']);
  await expect(
    unfetched['reader']?.generate({ prompt: { kind: 'text', parts: [] }, maxTokens: 1 }, signal),
  ).rejects.toMatchObject({
    code: 'missing-data',
    message: expect.stringContaining(`ragstone models pull ${pinned}`) as string,
  });

  await fetchHubModels(experiment, options);
  const now = await neededHubModels(experiment, options);
  expect(now).toMatchObject([{ files: [{ here: true }] }]);
  expect(withoutUnfetched(experiment, now).unfetched).toEqual({});
});

test('a model of which one part is missing is fetched', async () => {
  await using fixture = await hubFixture({ files });
  const split = { ...experiment, servers: { hub: { gguf: 'hf:someone/tiny/big-00001-of-00002.gguf' } } };
  const needed = await neededHubModels(split, { signal, environment: fixture.environment });
  expect(needed).toMatchObject([{ files: [{ bytes: 20 }, { bytes: 10 }] }]);
});

test('a malformed address is refused where it stands in the experiment', () => {
  const { error } = experimentSchema.safeParse({ ...experiment, servers: { hub: { gguf: 'hf:tiny.gguf' } } });
  expect(error?.issues).toMatchObject([
    {
      path: ['servers', 'hub', 'gguf'],
      message: expect.stringContaining('hf:owner/repo@revision') as string,
    },
  ]);
});

test('an experiment without files of a hub needs no hub', async () => {
  const plain = { ...experiment, servers: { ...experiment.servers, hub: { gguf: 'm.gguf' } } };
  const options = { signal, environment: { HF_ENDPOINT: 'no address' } };
  expect(await fetchHubModels(plain, options)).toBe(plain);
  expect(await neededHubModels(plain, options)).toEqual([]);
});
