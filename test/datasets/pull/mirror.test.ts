import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bytes } from '../../io/download/downloadFolder.ts';
import { answering, scriptedServer, serving, type Answer } from '../../io/download/scriptedServer.ts';
import { catalogOf, fileOf, pullFixture } from './pullFixture.ts';

const content = bytes(4000);
const unreachable = { url: 'http://127.0.0.1:9/dev.jsonl' };
const catalog = catalogOf([
  { split: 'dev', purpose: 'test', files: [fileOf('data/dev.jsonl', content, unreachable)] },
]);

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ragstone-mirror-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test.each(['quiz/data/dev.jsonl', 'data/dev.jsonl', 'dev.jsonl'])(
  'a mirror folder that holds %s is enough, offline too',
  async (place) => {
    await withFolder(async (mirror) => {
      await mkdir(path.dirname(path.join(mirror, place)), { recursive: true });
      await writeFile(path.join(mirror, place), content);
      await using fixture = await pullFixture(catalog);
      const environment = { ...fixture.environment, HF_HUB_OFFLINE: '1' };
      const pulled = await fixture.pull('quiz', { mirror, environment });
      expect(pulled.files).toMatchObject([
        { state: 'received', checked: true, address: path.join(mirror, place) },
      ]);
      expect(await readFile(path.join(pulled.folder, 'data/dev.jsonl'))).toEqual(content);
    });
  },
);

test('a mirror folder with other bytes is refused', async () => {
  await withFolder(async (mirror) => {
    await writeFile(path.join(mirror, 'dev.jsonl'), bytes(4000, 9));
    await using fixture = await pullFixture(catalog);
    await expect(fixture.pull('quiz', { mirror })).rejects.toThrow(/other bytes than expected/);
  });
});

test('a mirror folder without the file says so', async () => {
  await withFolder(async (mirror) => {
    await using fixture = await pullFixture(catalog);
    await expect(fixture.pull('quiz', { mirror })).rejects.toThrow(/quiz\/data\/dev\.jsonl is not in/);
  });
});

test("one machine's datasets folder is another one's mirror, over HTTP", async () => {
  const paths: string[] = [];
  const noting: Answer = (request, response) => {
    paths.push(request.url ?? '');
    serving(content)(request, response);
  };
  await using server = await scriptedServer(noting);
  await using fixture = await pullFixture(catalog);
  const pulled = await fixture.pull('quiz', { mirror: `${server.origin}/datasets/` });
  expect(paths).toEqual(['/datasets/quiz/data/dev.jsonl']);
  expect(pulled.files).toMatchObject([{ checked: true }]);
});

test('a mirror is asked instead of the addresses, not before them', async () => {
  await using mirror = await scriptedServer(answering(404));
  await using official = await scriptedServer(serving(content));
  const both = catalogOf([
    { split: 'dev', purpose: 'test', files: [fileOf('dev.jsonl', content, { url: official.origin })] },
  ]);
  await using fixture = await pullFixture(both);
  await expect(fixture.pull('quiz', { mirror: mirror.origin })).rejects.toMatchObject({ code: 'download' });
  expect(official.requests).toHaveLength(0);
});
