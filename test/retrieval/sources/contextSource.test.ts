import { expect, it } from 'vitest';

import type { Question } from '../../../src/ports/question.ts';
import { retrieverConformance } from '../../conformance/retriever.ts';
import { bm25Settings } from '../../../src/retrieval/bm25/bm25Settings.ts';
import { contextSource } from '../../../src/retrieval/sources/contextSource.ts';
import { passagesOf } from '../corpusOf.ts';
import { never } from '../never.ts';
import { retrieverFor } from './retrieverFor.ts';

function asking(...context: readonly string[]): Question {
  return {
    id: 'q',
    asked: { text: 'Where did the cat sit?', task: 'open' },
    gold: { answers: [] },
    context: passagesOf(...context),
    slices: {},
  };
}

retrieverConformance('the source context', async () => ({
  retriever: await retrieverFor(
    await contextSource(bm25Settings.parse({})),
    asking('cat', 'cats sat', 'a cat', 'dog'),
  ),
  query: 'cat',
  async [Symbol.asyncDispose]() {},
}));

it("ranks the question's own passages", async () => {
  const source = await contextSource(bm25Settings.parse({}));
  const retriever = await retrieverFor(
    source,
    asking('A dog ran.', 'The cats sat on a mat.', 'A cat and a cat sat.'),
  );
  const found = await retriever.search('the cat sat', 5, never);
  expect(found.map(({ passage }) => passage.id)).toStrictEqual(['p2', 'p1']);
});

it('does not apply to a question without context', async () => {
  const source = await contextSource(bm25Settings.parse({}));
  const { context: _, ...bare } = asking();
  if (source.scope !== 'question') throw new Error('not bound to a question');
  expect(await source.forQuestion(bare)).toBeUndefined();
  expect(await source.forQuestion({ ...bare, context: [] })).toBeUndefined();
});
