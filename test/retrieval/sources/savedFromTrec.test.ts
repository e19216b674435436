import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Question } from '../../../src/ports/question.ts';
import type { Source } from '../../../src/ports/retriever.ts';
import { savedFromTrec } from '../../../src/retrieval/sources/savedFromTrec.ts';
import { passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { storeOf } from '../storeOf.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

async function withRun<T>(run: string, use: (source: Source) => Promise<T>, depth = 100): Promise<T> {
  await using folder = await temporaryFolder();
  await using store = await storeOf(passagesOf('a', 'b', 'c'));
  const file = path.join(folder.path, 'run.trec');
  await writeFile(file, run);
  return await use(await savedFromTrec(file, store, { depth, signal: never }));
}

async function listed(source: Source, id: string, k: number): Promise<readonly string[] | undefined> {
  if (source.scope !== 'question') throw new Error('not bound to a question');
  const question: Question = { id, asked: { text: '?', task: 'open' }, gold: { answers: [] }, slices: {} };
  const found = await (await source.forQuestion(question))?.search('', k, never);
  return found?.map(({ passage, score }) => `${passage.text}:${score}`);
}

it("gives each question the run's passages by rank, with the run's scores", async () => {
  const run = 'q1 Q0 p2 2 1.5 t\nq2 Q0 p0 1 7 t\nq1 Q0 p1 1 2 t\n';
  await withRun(run, async (source) => {
    expect(await listed(source, 'q1', 10)).toStrictEqual(['b:2', 'c:1.5']);
    expect(await listed(source, 'q1', 1)).toStrictEqual(['b:2']);
    expect(await listed(source, 'q2', 10)).toStrictEqual(['a:7']);
    expect(await listed(source, 'q3', 10)).toBeUndefined();
  });
});

it('keeps no more ranks than told', async () => {
  const run = 'q Q0 p2 3 1 t\nq Q0 p1 2 2 t\nq Q0 p0 1 3 t\n';
  expect(await withRun(run, (source) => listed(source, 'q', 10), 2)).toStrictEqual(['a:3', 'b:2']);
});

describe('what is refused', () => {
  it.each([
    ['a passage that the corpus does not hold', 'q Q0 p0 1 2 t\nq Q0 other 2 1 t\n', 2],
    ['a passage that comes twice', 'q Q0 p0 1 2 t\nq Q0 p0 2 1 t\n', 2],
    ['a line that is no result', 'q Q0 p0\n', 1],
  ])('is %s', async (_what, run, line) => {
    const read = withRun(run, (source) => listed(source, 'q', 1));
    await expect(read).rejects.toMatchObject({ code: 'bad-record', place: { line } });
  });
});
