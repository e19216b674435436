import { expect, it } from 'vitest';

import type { Question } from '../../../src/ports/question.ts';
import { retrieverConformance } from '../../conformance/retriever.ts';
import { savedSource } from '../../../src/retrieval/sources/savedSource.ts';
import { passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { retrieverFor } from './retrieverFor.ts';

const bare: Question = { id: 'q', asked: { text: '?', task: 'open' }, gold: { answers: [] }, slices: {} };
const saved = passagesOf('a', 'b', 'c', 'd').map((passage, rank) => ({ passage, score: 9 - rank }));

retrieverConformance('the source saved', async () => ({
  retriever: await retrieverFor(savedSource(), { ...bare, saved }),
  query: 'anything',
  async [Symbol.asyncDispose]() {},
}));

it('gives results as they were stored', async () => {
  const retriever = await retrieverFor(savedSource(), { ...bare, saved });
  expect(await retriever.search('', 2, never)).toStrictEqual(saved.slice(0, 2));
});

it('does not apply to a question without results', async () => {
  const source = savedSource();
  if (source.scope !== 'question') throw new Error('not bound to a question');
  expect(await source.forQuestion(bare)).toBeUndefined();
});
