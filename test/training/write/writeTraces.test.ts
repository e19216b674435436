import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';

import type { Dataset } from '../../../src/ports/dataset.ts';
import type { Question } from '../../../src/ports/question.ts';
import { openSearched } from '../../../src/training/traces/searched.ts';
import type { TracesPlan } from '../../../src/training/write/writeTraces.ts';
import { writeTraces } from '../../../src/training/write/writeTraces.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { bridge, never } from '../traces/bridge.ts';

const plan: TracesPlan = {
  files: ['reader', 'questioner', 'retrieval'],
  wording: 'train',
  seed: 3,
  documents: 4,
};
const { context: _, ...bare } = bridge;
const questions: readonly Question[] = [
  bridge,
  { ...bare, id: 'q2' },
  { ...bridge, id: 'q3', gold: { answers: [] } },
  { ...bridge, id: 'q4' },
];

function datasetOf(all: readonly Question[]): Dataset {
  return {
    name: 'quiz',
    split: 'train',
    purpose: 'train',
    nativeScorers: [],
    files: [],
    async *questions() {
      yield* all;
    },
  };
}

async function written(told: Partial<TracesPlan> = {}, all = questions) {
  const folder = await temporaryFolder();
  await using searched = await openSearched({ corpus: undefined, first: false }, never);
  const tools = { searched, labeller: undefined, signal: never };
  const card = await writeTraces(datasetOf(all), { ...plan, ...told }, folder, tools);
  const names = (await readdir(folder)).toSorted();
  const read = async (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');
  return { card, names, read };
}

async function linesOf(
  { read }: Awaited<ReturnType<typeof written>>,
  name: string,
): Promise<readonly string[]> {
  return (await read(name)).trim().split('\n');
}

it('writes a line for each question that has what is needed, and counts what was left out and why', async () => {
  const { card, names, read } = await written();
  expect(names).toEqual(['card.json', 'corpus.jsonl', 'questioner.jsonl', 'reader.jsonl', 'retrieval.jsonl']);
  expect(JSON.parse(await read('card.json'))).toEqual(card);
  expect(card).toMatchObject({ dataset: 'quiz', split: 'train', wording: 'train', questions: 4 });
  expect(card.files.reader).toMatchObject({ trees: 2, branches: 2, kinds: { bridge: 2 } });
  expect(Object.entries(card.files.reader?.leftOut ?? {})).toEqual([
    ['its gold passages are not all in its context or the corpus', 1],
    ['the question has no answer', 1],
  ]);
});

it('names lines by the question, and pairs so that all of a dataset compete', async () => {
  const made = await written();
  const idOf = (line: string): unknown => (JSON.parse(line) as { id: unknown }).id;
  expect((await linesOf(made, 'reader.jsonl')).map(idOf)).toEqual(['q1', 'q4']);
  expect((await linesOf(made, 'retrieval.jsonl')).map(idOf)).toEqual(['quiz-0', 'quiz-3']);
});

it('puts each passage that pairs name into the corpus, once', async () => {
  const made = await written();
  const ids = (await linesOf(made, 'corpus.jsonl')).map((line) => (JSON.parse(line) as { id: string }).id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const line of await linesOf(made, 'retrieval.jsonl')) {
    const { positives, negatives } = JSON.parse(line) as Record<'positives' | 'negatives', string[]>;
    expect(ids).toEqual(expect.arrayContaining([...positives, ...negatives]));
  }
});

it('writes a line alike whatever else is written, and in another order with another seed', async () => {
  const lines = await linesOf(await written(), 'reader.jsonl');
  expect(await linesOf(await written({ files: ['reader'], limit: 1 }), 'reader.jsonl')).toEqual(
    lines.slice(0, 1),
  );
  expect(await linesOf(await written({ ahead: 4 }), 'reader.jsonl')).toEqual(lines);
  const others = await Promise.all(
    [4, 5, 6].map(async (seed) => linesOf(await written({ seed }), 'reader.jsonl')),
  );
  expect(others.some((other) => other.join('\n') !== lines.join('\n'))).toBe(true);
});

it('marks lines that are not for training', async () => {
  const made = await written({ wording: 'held-out' });
  for (const name of ['reader.jsonl', 'retrieval.jsonl']) {
    for (const line of await linesOf(made, name))
      expect(JSON.parse(line)).toMatchObject({ wording: 'held-out' });
  }
});

it('writes no file without a line, and says why there is none', async () => {
  const { names, card } = await written({ files: ['reader', 'self-rag'] });
  expect(names).toEqual(['card.json', 'reader.jsonl']);
  expect(card.files['self-rag']).toMatchObject({
    trees: 0,
    leftOut: { 'nobody judges it; name a labelling model with --labeller': 3 },
  });
});

it('fails where there is nothing to write at all', async () => {
  await expect(written({}, [{ ...bare, id: 'q2' }])).rejects.toThrow(
    /no line of any file.*reader: its gold/s,
  );
});
