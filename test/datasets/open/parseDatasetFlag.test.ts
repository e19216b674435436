import { expect, test } from 'vitest';
import { parseDatasetFlag } from '../../../src/datasets/open/parseDatasetFlag.ts';

test.each([
  ['hotpotqa', { use: 'hotpotqa' }],
  ['nq=some/file.jsonl', { use: 'nq', file: 'some/file.jsonl' }],
  ['mine=a=b.json', { use: 'mine', file: 'a=b.json' }],
  [' nq = x ', { use: 'nq', file: 'x' }],
])('%s is understood', (flag, expected) => {
  expect(parseDatasetFlag(flag)).toEqual(expected);
});

test.each(['', '=file', 'nq=', ' = '])('"%s" is refused', (flag) => {
  expect(() => parseDatasetFlag(flag)).toThrow(/write NAME, or NAME=FILE/);
});
