import { expect, it } from 'vitest';

import type { Gold, Question } from '../../src/ports/question.ts';
import { goldCoverage } from '../../src/retrieval/goldCoverage.ts';
import { storeOf } from './storeOf.ts';

function withGold(gold: Partial<Gold>): Question {
  return { id: 'q', asked: { text: '?', task: 'open' }, gold: { answers: [], ...gold }, slices: {} };
}

it('counts gold ids, or titles where there are no ids', async () => {
  await using store = await storeOf([
    { id: 'a', title: 'Cat', text: '1' },
    { id: 'b', title: 'Cat', text: '2' },
  ]);
  const questions = [
    withGold({ passages: ['a', 'x'], titles: ['Cat'] }),
    withGold({ titles: ['Cat', 'Dog'] }),
    withGold({}),
  ];
  expect(await goldCoverage(questions, store)).toStrictEqual({ annotated: 4, held: 2 });
});
