import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readTrecRun, type TrecResult } from '../../../src/retrieval/trec/readTrecRun.ts';
import { trecRunLines } from '../../../src/retrieval/trec/trecRunLines.ts';
import { writeTrecRun } from '../../../src/retrieval/trec/writeTrecRun.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

async function read(content: string | Uint8Array): Promise<readonly TrecResult[]> {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'run.trec');
  await writeFile(file, content);
  return await Array.fromAsync(readTrecRun(file, never));
}

it('reads fields between spaces or tabs, whatever the line ends', async () => {
  const first = { question: 'q1', passage: 'd1', rank: 1, score: 2.5, tag: 't', line: 1 };
  const second = { question: 'q1', passage: 'd2', rank: 2, score: -1e-7, tag: 't', line: 3 };
  const text = 'q1 Q0 d1 1 2.5 t\r\n\r\nq1\tQ0\td2  2\t-1e-7 t';
  expect(await read(text)).toStrictEqual([first, second]);
  expect(await read(gzipSync(text))).toStrictEqual([first, second]);
});

describe('what is refused with its line', () => {
  it.each([
    ['a field too few', 'q Q0 d 1 2'],
    ['a field too many', 'q Q0 d 1 2 t u'],
    ['a rank that is no number', 'q Q0 d first 2 t'],
    ['a rank between ranks', 'q Q0 d 1.5 2 t'],
    ['a rank below 0', 'q Q0 d -1 2 t'],
    ['a score that is no number', 'q Q0 d 1 high t'],
    ['a score without end', 'q Q0 d 1 Infinity t'],
  ])('is %s', async (_what, bad) => {
    const reading = read(`q Q0 x 1 9 t\n${bad}\n`);
    await expect(reading).rejects.toMatchObject({ code: 'bad-record', place: { line: 2 } });
  });
});

const id = fc.stringMatching(/^[^\s\uFEFF]+$/u).filter((text) => text.isWellFormed());

it('reads what was written', async () => {
  const results = fc
    .array(fc.record({ passage: id, score: fc.double({ noNaN: true, noDefaultInfinity: true }) }))
    .map((list) => list.sort((a, b) => b.score - a.score));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ question: id, results })), async (lists) => {
      await using folder = await temporaryFolder();
      const file = path.join(folder.path, 'run.trec');
      await writeTrecRun(file, lists, 'ragstone', never);
      const expected = lists.flatMap(({ question, results: ranked }) =>
        ranked.map(({ passage, score }, at) => ({
          question,
          passage,
          rank: at + 1,
          score: score + 0,
          tag: 'ragstone',
        })),
      );
      const found = await Array.fromAsync(readTrecRun(file, never));
      expect(found).toMatchObject(expected);
      expect(found).toHaveLength(expected.length);
    }),
    { numRuns: 30 },
  );
});

it('gives a list that was put into another order scores that fall with the rank', () => {
  const results = [
    { passage: 'a', score: 1 },
    { passage: 'b', score: 5 },
  ];
  expect(trecRunLines({ question: 'q', results }, 't')).toBe('q Q0 a 1 -1 t\nq Q0 b 2 -2 t\n');
});

it.each([
  [{ question: 'q 1', results: [{ passage: 'a', score: 1 }] }, 't'],
  [{ question: 'q', results: [{ passage: 'New York', score: 1 }] }, 't'],
  [{ question: 'q', results: [{ passage: '', score: 1 }] }, 't'],
  [{ question: 'q', results: [{ passage: 'a', score: 1 }] }, 'my run'],
])('refuses to write white space inside an id: %j %j', (list, tag) => {
  expect(() => trecRunLines(list, tag)).toThrow('white space');
});
