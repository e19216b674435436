import { expect, test } from 'vitest';
import { indexLine } from '../../../src/runs/plan/indexSize.ts';
import type { NeededIndex } from '../../../src/runs/plan/neededIndexes.ts';

const index: NeededIndex = {
  dataset: 'hotpot',
  retriever: 'bm25',
  corpus: 'pages',
  corpusBytes: 1,
  built: false,
  passages: 32_728,
  bytes: 48_616_417,
  seconds: 3.05,
};

test.each([
  [index, 'index bm25 of hotpot: 32728 passages, about 49 MB, to be built in about 4 s'],
  [
    { ...index, windowWords: 64, seconds: 4000 },
    'index bm25 of hotpot in windows of 64 words: 32728 passages, about 49 MB, to be built in about 1 h 06 min',
  ],
  [{ ...index, built: true, seconds: 0 }, 'index bm25 of hotpot: 32728 passages, 48.6 MB, built'],
  [
    { ...index, bytes: undefined, seconds: undefined },
    'index bm25 of hotpot: 32728 passages, size unknown, to be built in unknown time',
  ],
])('an index is told on one line', (told, line) => {
  expect(indexLine(told)).toBe(line);
});
