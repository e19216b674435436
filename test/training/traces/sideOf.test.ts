import { expect, it } from 'vitest';

import { sideOf } from '../../../src/training/traces/sideOf.ts';

const name = 'hotpotqa';

it.each([
  { split: 'train', purpose: 'train' },
  { split: 'train', purpose: 'unknown' },
] as const)('takes $split ($purpose) for training', (what) => {
  expect(sideOf({ name, ...what }, false)).toBe('train');
  expect(sideOf({ name, ...what }, true)).toBe('train');
});

it.each([
  { split: 'dev', purpose: 'test', says: /"dev" of hotpotqa is for testing.*--smoke-test/ },
  { split: 'dev', purpose: 'tune', says: /is for tuning/ },
  { split: 'file', purpose: 'unknown', says: /say --split train/ },
  { split: 'train', purpose: 'test', says: /is for testing/ },
] as const)('refuses $split ($purpose), and marks it as held out in a trial', ({ says, ...what }) => {
  expect(() => sideOf({ name, ...what }, false)).toThrow(says);
  expect(sideOf({ name, ...what }, true)).toBe('held-out');
});
