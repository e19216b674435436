import { describe, expect, it } from 'vitest';

import { dpr } from '../../../src/datasets/formats/dpr.ts';
import { questionsOf, refusalOf } from './reading.ts';

const list = [
  {
    question: 'q',
    answers: ['a', 'b'],
    ctxs: [
      { id: '7', title: 'T', text: 'one', score: '2.5', has_answer: true },
      { id: '8', title: 'U', text: 'two\nlines', score: '1', has_answer: false },
    ],
  },
  { question: 'r', answers: ['c'], ctxs: [] },
];
const map = {
  '0': {
    question: 'q',
    answers: ['a', 'b'],
    contexts: [
      { docid: '7', score: '2.5', text: 'T\none', has_answer: true },
      { docid: '8', score: '1', text: '"U"\ntwo\nlines', has_answer: false },
    ],
  },
  '1': { question: 'r', answers: ['c'], contexts: [] },
};

describe('retrieval results', () => {
  it("are saved passages with DPR's scores as numbers", async () => {
    const [question] = await questionsOf(dpr, JSON.stringify(list, null, 4));
    expect(question).toStrictEqual({
      id: '0',
      asked: { text: 'q', task: 'open' },
      gold: { answers: [['a'], ['b']] },
      saved: [
        { passage: { id: '7', title: 'T', text: 'one' }, score: 2.5 },
        { passage: { id: '8', title: 'U', text: 'two\nlines' }, score: 1 },
      ],
      slices: {},
    });
  });

  it("are the same as DPR's list and as Pyserini's map, indented or not", async () => {
    const expected = await questionsOf(dpr, JSON.stringify(list));
    expect(await questionsOf(dpr, JSON.stringify(map))).toStrictEqual(expected);
    expect(await questionsOf(dpr, JSON.stringify(map, null, 4))).toStrictEqual(expected);
    expect(await questionsOf(dpr, list)).toStrictEqual(expected);
  });

  it('have ids only where Pyserini left out the text', async () => {
    const bare = { x: { question: 'q', answers: ['a'], contexts: [{ docid: '7', score: '1' }] } };
    const [question] = await questionsOf(dpr, JSON.stringify(bare));
    expect(question?.id).toBe('x');
    expect(question?.saved).toStrictEqual([{ passage: { id: '7', title: '', text: '' }, score: 1 }]);
  });

  it('name the field at fault in a map', async () => {
    const text = JSON.stringify({ '0': map['0'], '1': { ...map['1'], answers: [] } });
    const { message } = await refusalOf(dpr, text);
    expect(message).toContain('made (record 2, byte ');
    expect(message).toContain('field "answers": There is no answer');
  });
});
