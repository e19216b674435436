import { describe, expect, it } from 'vitest';

import { popqa } from '../../../src/datasets/formats/popqa.ts';
import { contentId } from '../../../src/datasets/reading/contentId.ts';
import { questionsOf, refusalOf } from './reading.ts';

const header = 'id\tprop\ts_pop\to_pop\tquestion\tpossible_answers';
const row = '42\toccupation\t142\t25692\tWhat is his occupation?\t"[""politician"", ""pol""]"';

describe('PopQA', () => {
  it('reads the list of answers inside its cell, and popularity as numbers', async () => {
    expect(await questionsOf(popqa, `${header}\n${row}\n`)).toStrictEqual([
      {
        id: '42',
        asked: { text: 'What is his occupation?', task: 'open' },
        gold: { answers: [['politician'], ['pol']] },
        slices: { prop: 'occupation', s_pop: 142, o_pop: 25692 },
      },
    ]);
  });

  it('is the same with CRLF', async () => {
    expect(await questionsOf(popqa, `${header}\r\n${row}\r\n`)).toStrictEqual(
      await questionsOf(popqa, `${header}\n${row}\n`),
    );
  });

  it('takes paragraphs of the JSON form as context and gold', async () => {
    const record = {
      id: 42,
      question: 'q',
      possible_answers: '["a"]',
      paragraphs: [
        { title: 'Other', text: 'x', is_supporting: false },
        { title: 'Gold', text: 'y', is_supporting: true },
      ],
    };
    const [question] = await questionsOf(popqa, JSON.stringify([record]));
    expect(question?.context?.map(({ title }) => title)).toStrictEqual(['Other', 'Gold']);
    expect(question?.gold).toStrictEqual({
      answers: [['a']],
      passages: [contentId('Gold', 'y')],
      titles: ['Gold'],
    });
  });

  it.each([
    ['42\tp\t1\t2\tq\tnope', 'possible_answers', 'Expected a list, found text.'],
    ['42\tp\t1\t2\tq\t[]', 'possible_answers', 'There is no answer'],
    ['42\tp\tmany\t2\tq\t"[""a""]"', 's_pop', 'Expected a whole number.'],
    ['\tp\t1\t2\tq\t"[""a""]"', 'id', 'This text is empty.'],
    ['42\tp\t1\t2\t\t"[""a""]"', 'question', 'This text is empty.'],
  ])('names line and field of a fault: %s', async (bad, field, saying) => {
    const { message } = await refusalOf(popqa, `${header}\n${row.replace('42', '41')}\n${bad}\n`);
    expect(message).toContain(`made:3 field "${field}": ${saying}`);
  });

  it('says which column is missing', async () => {
    const { message } = await refusalOf(popqa, 'id\tquestion\n1\tq\n');
    expect(message).toBe('made:2 field "possible_answers": This field is missing.');
  });
});
