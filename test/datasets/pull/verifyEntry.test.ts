import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { verifyEntry } from '../../../src/datasets/pull/verifyEntry.ts';
import { bytes } from '../../io/download/downloadFolder.ts';
import { scriptedServer, serving } from '../../io/download/scriptedServer.ts';
import { catalogOf, fileOf, pullFixture } from './pullFixture.ts';

const { signal } = new AbortController();

test('each way in which a pulled file can stand is told apart', async () => {
  const contents = ['ok', 'unchecked', 'missing', 'changed', 'other'].map((state, index) => ({
    state,
    content: bytes(1000, index + 1),
  }));
  await using server = await scriptedServer(...contents.map(({ content }) => serving(content)));
  const splits = contents.map(({ state, content }) => ({
    split: state,
    purpose: 'test' as const,
    files: [fileOf(state, state === 'unchecked' ? undefined : content, { url: server.origin })],
  }));
  const catalog = catalogOf(splits);
  await using fixture = await pullFixture(catalog);
  const { folder } = await fixture.pull('quiz');
  await rm(path.join(folder, 'missing'));
  const changed = await readFile(path.join(folder, 'changed'));
  changed[500] = (changed[500] ?? 0) ^ 1;
  await writeFile(path.join(folder, 'changed'), changed);
  const newer = catalogOf(
    splits.map((split) =>
      split.split === 'other'
        ? { ...split, files: split.files.map((file) => ({ ...file, sha256: '0'.repeat(64) })) }
        : split,
    ),
  );
  const verified = await verifyEntry(newer, 'quiz', signal, fixture.environment);
  expect(verified.map(({ file, state }) => [file, state])).toEqual(
    contents.map(({ state }) => [state, state]),
  );
});

test('what was never pulled has nothing to verify', async () => {
  const catalog = catalogOf([
    { split: 'dev', purpose: 'test', files: [fileOf('a', undefined, { url: 'http://127.0.0.1:9' })] },
  ]);
  await using fixture = await pullFixture(catalog);
  expect(await verifyEntry(catalog, 'quiz', signal, fixture.environment)).toEqual([]);
});
