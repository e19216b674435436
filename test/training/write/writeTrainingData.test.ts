import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';

import type { TrainingPlan } from '../../../src/training/trainingPlan.ts';
import { writeTrainingData } from '../../../src/training/write/writeTrainingData.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const never = new AbortController().signal;
const plan: TrainingPlan = {
  files: ['questioner', 'closed-book'],
  size: { trees: 12 },
  seed: 4,
  wording: 'train',
  worlds: 'training',
};

async function written(told: Partial<TrainingPlan>): Promise<Readonly<Record<string, string>>> {
  const folder = await temporaryFolder();
  await writeTrainingData({ ...plan, ...told }, folder, never);
  const names = await readdir(folder);
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, at) => [name, texts[at] ?? '']));
}

it('writes the same bytes for the same plan, and other ones for another seed', async () => {
  const first = await written({});
  expect(Object.keys(first).sort()).toEqual(['card.json', 'closed-book.jsonl', 'questioner.jsonl']);
  expect(await written({})).toEqual(first);
  expect((await written({ seed: 5 }))['questioner.jsonl']).not.toBe(first['questioner.jsonl']);
});

it('writes a file alike whatever else is written; a shorter one is the beginning of a longer one', async () => {
  const all = await written({});
  const one = await written({ files: ['questioner'], size: { trees: 5 } });
  const lines = (text: string): readonly string[] => text.split('\n').slice(0, 5);
  expect(lines(one['questioner.jsonl'] ?? '')).toEqual(lines(all['questioner.jsonl'] ?? ''));
  expect(one['questioner.jsonl']?.split('\n')).toHaveLength(6);
});

it('writes pairs with the corpus of their worlds', async () => {
  const files = await written({ files: ['retrieval'], size: { trees: 3 } });
  expect(files['retrieval.jsonl']?.trim().split('\n')).toHaveLength(3);
  expect(files['corpus.jsonl']?.trim().split('\n')).toHaveLength(2000);
  expect(JSON.parse(files['card.json'] ?? '')).toMatchObject({
    files: { retrieval: { trees: 3, passages: 2000, worlds: 1 } },
  });
});

it('counts by kind and label, and goes on to a second world', async () => {
  const files = await written({ files: ['closed-book'], size: { trees: 401 } });
  const card: unknown = JSON.parse(files['card.json'] ?? '');
  expect(card).toMatchObject({
    wording: 'train',
    worlds: 'training',
    files: { 'closed-book': { trees: 401, worlds: 2, labels: { answered: { true: expect.any(Number) } } } },
  });
  const ids = (files['closed-book.jsonl'] ?? '')
    .trim()
    .split('\n')
    .map((line) => /"id":"([^"]*)"/.exec(line)?.[1]);
  expect(new Set(ids).size).toBe(401);
  expect(ids.at(-1)).toBe('w1-0');
});

it('ends by tokens where that is what was told', async () => {
  const files = await written({ files: ['closed-book'], size: { tokens: 2000 } });
  const card: unknown = JSON.parse(files['card.json'] ?? '');
  const tokens = (card as { files: { 'closed-book': { tokens: number } } }).files['closed-book'].tokens;
  expect(tokens).toBeGreaterThanOrEqual(2000);
  expect(tokens).toBeLessThan(2600);
});

it('writes held-out wordings of every protocol', async () => {
  const files = ['reader', 'self-rag', 'questioner', 'answerer', 'invar-reader', 'retrieval'] as const;
  const held = await written({ files, size: { trees: 20 }, wording: 'held-out', worlds: 'evaluation' });
  for (const file of files) {
    expect(held[`${file}.jsonl`]?.trim().split('\n')).toHaveLength(20);
    expect(held[`${file}.jsonl`]).toContain('"wording":"held-out"');
  }
});

it('leaves nothing behind when it is stopped', async () => {
  const folder = await temporaryFolder();
  const stop = new AbortController();
  const writing = writeTrainingData({ ...plan, size: { trees: 5000 } }, folder, stop.signal, () =>
    stop.abort(),
  );
  await expect(writing).rejects.toThrow(/were removed/);
  expect(await readdir(folder)).toEqual([]);
});

it('says that a folder cannot be written', async () => {
  const folder = await temporaryFolder();
  await writeTrainingData({ ...plan, size: { trees: 1 } }, folder, never);
  await expect(
    writeTrainingData(plan, path.join(folder, 'card.json', 'deeper'), never),
  ).rejects.toMatchObject({ code: 'storage' });
});
