import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import { readQrels } from '../../../src/retrieval/trec/readQrels.ts';
import { writeQrels } from '../../../src/retrieval/trec/writeQrels.ts';
import { never } from '../never.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const judgements = [
  { question: 'q1', passage: 'd1', relevance: 1 },
  { question: 'q1', passage: 'd2', relevance: 0 },
];

it('reads what was written', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'qrels');
  await writeQrels(file, judgements, never);
  expect(await readFile(file, 'utf8')).toBe('q1 0 d1 1\nq1 0 d2 0\n');
  expect(await Array.fromAsync(readQrels(file, never))).toStrictEqual(judgements);
});

it.each(['q 0 d', 'q 0 d yes', 'query-id corpus-id score'])('refuses the line %j', async (line) => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'qrels');
  await writeFile(file, `${line}\n`);
  await expect(Array.fromAsync(readQrels(file, never))).rejects.toMatchObject({
    code: 'bad-record',
    place: { file, line: 1 },
  });
});
