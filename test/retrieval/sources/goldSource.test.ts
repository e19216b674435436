import { expect, it } from 'vitest';

import type { Passage } from '../../../src/ports/passage.ts';
import type { Gold } from '../../../src/ports/question.ts';
import type { PassageStore } from '../../../src/retrieval/store/passageStore.ts';
import { goldSource } from '../../../src/retrieval/sources/goldSource.ts';
import { never } from '../never.ts';
import { storeOf } from '../storeOf.ts';

const pages: readonly Passage[] = [
  { id: 'cat-1', title: 'Cat', text: 'The cat is a mammal.' },
  { id: 'dog', title: 'Dog', text: 'The dog barks.' },
  { id: 'cat-2', title: 'Cat', text: 'Cats purr.' },
];

/** Ids and scores, as `cat-1:2`; what the source has nothing for is `undefined`. */
async function goldOf(
  gold: Partial<Gold>,
  context?: readonly Passage[],
  store?: PassageStore,
  k = 10,
): Promise<readonly string[] | undefined> {
  const source = goldSource(store);
  if (source.scope !== 'question') throw new Error('not bound to a question');
  const retriever = await source.forQuestion({
    id: 'q',
    asked: { text: '?', task: 'open' },
    gold: { answers: [], ...gold },
    ...(context === undefined ? {} : { context }),
    slices: {},
  });
  const found = await retriever?.search('whatever', k, never);
  return found?.map(({ passage, score }) => `${passage.id}:${score}`);
}

it('takes gold titles from the context, in the order annotated', async () => {
  expect(await goldOf({ titles: ['Dog', 'Cat'] }, pages)).toStrictEqual(['dog:3', 'cat-1:2', 'cat-2:1']);
});

it('takes gold ids from the corpus, in the order annotated', async () => {
  await using store = await storeOf(pages);
  expect(await goldOf({ passages: ['cat-2', 'dog'] }, undefined, store)).toStrictEqual(['cat-2:2', 'dog:1']);
});

it('takes from the corpus what the context does not have', async () => {
  await using store = await storeOf(pages);
  const context = [{ id: 'own', title: 'Dog', text: 'Own.' }];
  expect(await goldOf({ titles: ['Cat', 'Dog'] }, context, store)).toStrictEqual([
    'cat-1:3',
    'cat-2:2',
    'own:1',
  ]);
});

it('is cut at k', async () => {
  expect(await goldOf({ titles: ['Dog', 'Cat'] }, pages, undefined, 1)).toStrictEqual(['dog:3']);
});

it('does not apply where nothing is annotated, or nothing of it is at hand', async () => {
  await using store = await storeOf(pages);
  expect(await goldOf({}, pages, store)).toBeUndefined();
  expect(await goldOf({ titles: ['Fish'] }, pages, store)).toBeUndefined();
  expect(await goldOf({ passages: ['fish'] }, pages, store)).toBeUndefined();
  expect(await goldOf({ titles: ['Dog'] })).toBeUndefined();
});
