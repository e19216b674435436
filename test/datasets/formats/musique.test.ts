import { describe, expect, it } from 'vitest';

import { musique } from '../../../src/datasets/formats/musique.ts';
import { contentId } from '../../../src/datasets/reading/contentId.ts';
import { questionsOf, refusalOf } from './reading.ts';

const record = {
  id: '3hop1__1_2_3',
  question: 'q',
  paragraphs: [
    { idx: 0, title: 'T', paragraph_text: 'x', is_supporting: true },
    { idx: 1, title: 'T', paragraph_text: 'y', is_supporting: false },
  ],
  question_decomposition: [{}, {}, {}],
  answer: 'Stanley',
  answer_aliases: ['Stanley', 'S.'],
  answerable: true,
};

describe('MuSiQue', () => {
  it('gives spellings, gold paragraphs, hops and kind', async () => {
    expect(await questionsOf(musique, [record])).toStrictEqual([
      {
        id: '3hop1__1_2_3',
        asked: { text: 'q', task: 'open' },
        gold: { answers: [['Stanley', 'S.']], passages: [contentId('T', 'x')], titles: ['T'] },
        context: [
          { id: contentId('T', 'x'), title: 'T', text: 'x' },
          { id: contentId('T', 'y'), title: 'T', text: 'y' },
        ],
        slices: { hops: 3, kind: '3hop1' },
      },
    ]);
  });

  it('has no answer when it is not answerable, or hidden', async () => {
    const { answer: _answer, ...hidden } = record;
    const questions = await questionsOf(musique, [
      { ...record, answerable: false },
      { ...hidden, id: 'b' },
    ]);
    expect(questions.map(({ gold }) => gold.answers)).toStrictEqual([[], []]);
  });

  it('names the paragraph at fault', async () => {
    const { message } = await refusalOf(musique, [{ ...record, paragraphs: [{ title: 'T' }] }]);
    expect(message).toBe('made:1 field "paragraphs[0].paragraph_text": This field is missing.');
  });
});
