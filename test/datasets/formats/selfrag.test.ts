import { describe, expect, it } from 'vitest';

import { selfrag } from '../../../src/datasets/formats/selfrag.ts';
import { contentId } from '../../../src/datasets/reading/contentId.ts';
import { questionsOf, refusalOf } from './reading.ts';

const ctxs = [
  { title: 'T', text: 'one' },
  { title: 'U', text: 'two' },
];
const choices = { text: ['oxygen', 'helium'], label: ['1', '2'] };

describe("Self-RAG's records", () => {
  it('keep retrieved passages as saved, scored by minus the rank', async () => {
    const [question] = await questionsOf(selfrag, [
      { question: 'q', answers: ['a'], ctxs, prop: 'p', pop: 12 },
    ]);
    expect(question).toStrictEqual({
      id: '0',
      asked: { text: 'q', task: 'open' },
      gold: { answers: [['a']] },
      saved: [
        { passage: { id: contentId('T', 'one'), title: 'T', text: 'one' }, score: -1 },
        { passage: { id: contentId('U', 'two'), title: 'U', text: 'two' }, score: -2 },
      ],
      slices: { prop: 'p', pop: 12 },
    });
  });

  it('are the same with top_contexts and a single answer', async () => {
    const other = await questionsOf(selfrag, [{ question: 'q', answer: 'a', top_contexts: ctxs }]);
    expect(other).toStrictEqual(await questionsOf(selfrag, [{ question: 'q', answers: ['a'], ctxs }]));
  });

  it('keep ids and scores where all passages have them', async () => {
    const scored = ctxs.map((one, index) => ({ ...one, id: index + 7, score: String(2 - index) }));
    const [question] = await questionsOf(selfrag, [{ question: 'q', answers: ['a'], ctxs: scored }]);
    expect(question?.saved?.map(({ passage, score }) => [passage.id, score])).toStrictEqual([
      ['7', 2],
      ['8', 1],
    ]);
  });

  it('are claims with a claim_id, or with true and false as answers', async () => {
    const questions = await questionsOf(selfrag, [
      { claim_id: 'c', question: 'q', answers: ['SUPPORTS'] },
      { question: 'q', answers: ['false'] },
      { question: 'q', answers: ['falsehood'] },
    ]);
    expect(questions.map(({ id, asked }) => [id, asked.task])).toStrictEqual([
      ['c', 'claim'],
      ['1', 'claim'],
      ['2', 'open'],
    ]);
  });

  it('are choices whose answer is the text of the keyed one', async () => {
    const [question] = await questionsOf(selfrag, [{ question: 'q', choices, answerKey: '2', ctxs }]);
    expect(question?.asked).toStrictEqual({ text: 'q', task: 'choice', choices: ['oxygen', 'helium'] });
    expect(question?.gold.answers).toStrictEqual([['helium']]);
  });

  it('are refused when no choice has the key', async () => {
    const { message } = await refusalOf(selfrag, [{ question: 'q', choices, answerKey: 'B' }]);
    expect(message).toBe('made:1 field "answerKey": No choice has the label "B".');
  });

  it('are refused when a score is no number', async () => {
    const bad = [{ ...ctxs[0], score: 'high' }];
    const { message } = await refusalOf(selfrag, [{ question: 'q', answers: ['a'], ctxs: bad }]);
    expect(message).toBe('made:1 field "ctxs[0].score": Expected a number.');
  });
});
