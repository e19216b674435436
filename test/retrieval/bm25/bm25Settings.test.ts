import { expect, it } from 'vitest';

import { bm25Settings } from '../../../src/retrieval/bm25/bm25Settings.ts';

it('has the defaults of Anserini over english@1', () => {
  expect(bm25Settings.parse({})).toStrictEqual({
    k1: 0.9,
    b: 0.4,
    lengths: 'exact',
    analyser: 'english@1',
    titleWeight: 1,
  });
});

it.each([
  { k1: -1 },
  { b: 1.1 },
  { lengths: 'byte' },
  { stemmer: 'none' },
  { titleWeight: 1.5 },
  { titleWeight: -1 },
])('refuses %j', (settings) => {
  expect(bm25Settings.safeParse(settings).success).toBe(false);
});
