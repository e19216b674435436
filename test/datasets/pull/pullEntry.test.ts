import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bytes, hashOf } from '../../io/download/downloadFolder.ts';
import { answering, scriptedServer, serving } from '../../io/download/scriptedServer.ts';
import { catalogOf, fileOf, pullFixture } from './pullFixture.ts';

const dev = bytes(3000);
const train = bytes(5000, 2);

test('a dataset is pulled with a receipt, and once is enough', async () => {
  await using server = await scriptedServer(serving(dev), serving(train));
  const url = `${server.origin}/file`;
  const catalog = catalogOf([
    { split: 'dev', purpose: 'test', files: [fileOf('dev.jsonl', dev, { url })] },
    { split: 'train', purpose: 'train', files: [fileOf('train.jsonl', undefined, { url })] },
  ]);
  await using fixture = await pullFixture(catalog);
  const first = await fixture.pull('quiz');
  expect(first.files).toMatchObject([
    { name: 'dev.jsonl', state: 'received', checked: true, sha256: hashOf(dev), address: url },
    { name: 'train.jsonl', state: 'received', checked: false, sha256: hashOf(train), bytes: 5000 },
  ]);
  expect(await readFile(path.join(fixture.home, 'datasets/quiz/train.jsonl'))).toEqual(train);
  const receipt: unknown = JSON.parse(await readFile(path.join(first.folder, 'receipt.json'), 'utf8'));
  expect(receipt).toMatchObject({
    ragstone: 1,
    name: 'quiz',
    files: { 'dev.jsonl': { bytes: 3000, sha256: hashOf(dev), address: url, checked: true } },
  });
  const second = await fixture.pull('quiz');
  expect(second.files.map(({ state }) => state)).toEqual(['present', 'present']);
  expect(server.requests).toHaveLength(2);
});

test('one split is pulled by itself', async () => {
  await using server = await scriptedServer(serving(train));
  const url = server.origin;
  const catalog = catalogOf([
    { split: 'dev', purpose: 'test', files: [fileOf('dev.jsonl', dev, { url })] },
    { split: 'train', purpose: 'train', files: [fileOf('train.jsonl', train, { url })] },
  ]);
  await using fixture = await pullFixture(catalog);
  expect((await fixture.pull('quiz', { split: 'train' })).files.map(({ name }) => name)).toEqual([
    'train.jsonl',
  ]);
  await expect(fixture.pull('quiz', { split: 'nowhere' })).rejects.toMatchObject({ code: 'unknown-name' });
  await expect(fixture.pull('quiz', { setting: 'nowhere' })).rejects.toMatchObject({ code: 'unknown-name' });
  await expect(fixture.pull('quizz')).rejects.toMatchObject({ code: 'unknown-name' });
});

test('the next source is asked when one brings other bytes', async () => {
  await using bad = await scriptedServer(serving(train));
  await using good = await scriptedServer(serving(dev));
  const catalog = catalogOf([
    {
      split: 'dev',
      purpose: 'test',
      files: [fileOf('dev.jsonl', dev, { url: bad.origin }, { url: good.origin })],
    },
  ]);
  await using fixture = await pullFixture(catalog);
  expect((await fixture.pull('quiz')).files).toMatchObject([{ address: good.origin, checked: true }]);
});

test('when no source will do, the error names each, and no file is left', async () => {
  await using gone = await scriptedServer(answering(404));
  await using other = await scriptedServer(serving(train));
  const catalog = catalogOf([
    {
      split: 'dev',
      purpose: 'test',
      files: [fileOf('dev.jsonl', dev, { url: gone.origin }, { url: other.origin })],
    },
  ]);
  await using fixture = await pullFixture(catalog);
  const pulling = fixture.pull('quiz');
  await expect(pulling).rejects.toMatchObject({ code: 'download' });
  await expect(pulling).rejects.toThrow(gone.origin);
  await expect(pulling).rejects.toThrow(other.origin);
  expect(existsSync(path.join(fixture.home, 'datasets/quiz/dev.jsonl'))).toBe(false);
});

test('a file that somebody laid there is taken when it is the right one', async () => {
  const catalog = catalogOf([
    { split: 'dev', purpose: 'test', files: [fileOf('dev.jsonl', dev, { url: 'http://127.0.0.1:9/' })] },
  ]);
  await using fixture = await pullFixture(catalog);
  const folder = path.join(fixture.home, 'datasets/quiz');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'dev.jsonl'), dev);
  expect((await fixture.pull('quiz')).files).toMatchObject([{ state: 'present', checked: true }]);
  await writeFile(path.join(folder, 'dev.jsonl'), train);
  await expect(fixture.pull('quiz')).rejects.toMatchObject({ code: 'download' });
});

test('progress names the file', async () => {
  await using server = await scriptedServer(serving(dev));
  const catalog = catalogOf([
    { split: 'dev', purpose: 'test', files: [fileOf('dev.jsonl', dev, { url: server.origin })] },
  ]);
  await using fixture = await pullFixture(catalog);
  const seen: unknown[] = [];
  await fixture.pull('quiz', { progress: (progress) => seen.push(progress) });
  expect(seen.at(-1)).toEqual({ file: 'dev.jsonl', bytes: 3000, total: 3000 });
});

test('a damaged receipt is an error that says what to do', async () => {
  const catalog = catalogOf([
    { split: 'dev', purpose: 'test', files: [fileOf('dev.jsonl', dev, { url: 'http://127.0.0.1:9/' })] },
  ]);
  await using fixture = await pullFixture(catalog);
  const folder = path.join(fixture.home, 'datasets/quiz');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'dev.jsonl'), dev);
  await writeFile(path.join(folder, 'receipt.json'), '{"ragstone":');
  await expect(fixture.pull('quiz')).rejects.toMatchObject({
    code: 'bad-file',
    message: expect.stringContaining('pull again') as string,
  });
});

test('what ships with Ragstone is not fetched', async () => {
  const catalog = catalogOf([
    {
      split: 'test',
      purpose: 'test',
      files: [fileOf('q.gz', undefined, { packaged: 'datasets/catalog.yaml' })],
    },
  ]);
  await using fixture = await pullFixture(catalog);
  expect((await fixture.pull('quiz')).files).toEqual([{ name: 'q.gz', state: 'packaged', checked: false }]);
});

test('what was received before the catalog knew better is fetched again', async () => {
  await using server = await scriptedServer(serving(train), serving(dev));
  const files = (known: Buffer | undefined) => [fileOf('dev.jsonl', known, { url: server.origin })];
  await using fixture = await pullFixture(
    catalogOf([{ split: 'dev', purpose: 'test', files: files(undefined) }]),
  );
  await fixture.pull('quiz');
  const catalog = catalogOf([{ split: 'dev', purpose: 'test', files: files(dev) }]);
  expect((await fixture.pull('quiz', { catalog })).files).toMatchObject([
    { state: 'received', checked: true, sha256: hashOf(dev) },
  ]);
});
