import { expect, test } from 'vitest';
import { readableSeconds } from '../../src/io/readableSeconds.ts';

test.each([
  [0.2, '1 s'],
  [59.1, '1 min 00 s'],
  [185, '3 min 05 s'],
  [7620, '2 h 07 min'],
])('%d seconds read as %s', (seconds, text) => {
  expect(readableSeconds(seconds)).toBe(text);
});
