import { expect, it } from 'vitest';

import type { Retriever } from '../../../src/ports/retriever.ts';
import { retrieverConformance } from '../../conformance/retriever.ts';
import { dedupedById } from '../../../src/retrieval/windows/dedupedById.ts';
import { listRetriever } from '../../../src/retrieval/sources/listRetriever.ts';
import { never } from '../never.ts';

function pieces(ids: string, asked: number[] = []): Retriever {
  const ranked = Array.from(ids).map((id, at) => ({
    passage: { id, title: '', text: `${at}` },
    score: ids.length - at,
  }));
  return listRetriever({ source: 'made' }, async (k) => {
    asked.push(k);
    return ranked.slice(0, k);
  });
}

retrieverConformance('dedupedById', async () => ({
  retriever: dedupedById(pieces('aabacbdde')),
  query: '',
  async [Symbol.asyncDispose]() {},
}));

it('keeps the best rank of each id', async () => {
  const found = await dedupedById(pieces('abacab')).search('', 3, never);
  expect(found.map(({ passage }) => passage.id + passage.text)).toStrictEqual(['a0', 'b1', 'c3']);
});

it('asks for more until there are k different ids', async () => {
  const asked: number[] = [];
  const found = await dedupedById(pieces(`${'a'.repeat(20)}bc`, asked)).search('', 2, never);
  expect(found.map(({ passage }) => passage.id)).toStrictEqual(['a', 'b']);
  expect(asked).toStrictEqual([4, 8, 16, 32]);
});

it('gives less than k when there is no more', async () => {
  const found = await dedupedById(pieces('aaaa')).search('', 3, never);
  expect(found).toHaveLength(1);
});
