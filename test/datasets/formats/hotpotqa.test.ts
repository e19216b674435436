import { describe, expect, it } from 'vitest';

import { hotpotqa } from '../../../src/datasets/formats/hotpotqa.ts';
import { contentId } from '../../../src/datasets/reading/contentId.ts';
import { questionsOf, refusalOf } from './reading.ts';

const official = {
  _id: '5a8b',
  question: 'Who?',
  answer: 'Shirley Temple',
  type: 'bridge',
  level: 'hard',
  supporting_facts: [
    ['Kiss', 0],
    ['Temple', 1],
    ['Temple', 0],
  ],
  context: [
    ['Kiss', ['A film.', ' It is old.']],
    ['Temple', ['A star.']],
  ],
};
const columns = {
  id: '5a8b',
  question: 'Who?',
  answer: 'Shirley Temple',
  type: 'bridge',
  level: 'hard',
  supporting_facts: { title: ['Kiss', 'Temple', 'Temple'], sent_id: [0, 1, 0] },
  context: { title: ['Kiss', 'Temple'], sentences: [['A film.', ' It is old.'], ['A star.']] },
};

describe('HotpotQA', () => {
  it('gives answer, facts, titles, paragraphs and slices', async () => {
    expect(await questionsOf(hotpotqa, [official])).toStrictEqual([
      {
        id: '5a8b',
        asked: { text: 'Who?', task: 'open' },
        gold: {
          answers: [['Shirley Temple']],
          facts: [
            { title: 'Kiss', sentence: 0 },
            { title: 'Temple', sentence: 1 },
            { title: 'Temple', sentence: 0 },
          ],
          titles: ['Kiss', 'Temple'],
        },
        context: [
          {
            id: contentId('Kiss', 'A film. It is old.'),
            title: 'Kiss',
            text: 'A film. It is old.',
            sentences: ['A film.', ' It is old.'],
          },
          { id: contentId('Temple', 'A star.'), title: 'Temple', text: 'A star.', sentences: ['A star.'] },
        ],
        slices: { type: 'bridge', level: 'hard' },
      },
    ]);
  });

  it('is the same as a JSON array, as JSON Lines and in columns', async () => {
    const lines = await questionsOf(hotpotqa, [official]);
    expect(await questionsOf(hotpotqa, JSON.stringify([official], null, 2))).toStrictEqual(lines);
    expect(await questionsOf(hotpotqa, [columns])).toStrictEqual(lines);
  });

  it('has no answers and facts in the test layout', async () => {
    const { answer: _answer, supporting_facts: _facts, type: _type, level: _level, ...hidden } = official;
    const [question] = await questionsOf(hotpotqa, [hidden]);
    expect(question?.gold).toStrictEqual({ answers: [] });
    expect(question?.slices).toStrictEqual({});
    expect(question?.context).toHaveLength(2);
  });

  it('is hidden as well where answer and facts are empty', async () => {
    const [question] = await questionsOf(hotpotqa, [{ ...official, answer: '', supporting_facts: [] }]);
    expect(question?.gold).toStrictEqual({ answers: [] });
  });

  it('may come without paragraphs', async () => {
    const { context: _context, ...bare } = official;
    expect((await questionsOf(hotpotqa, [bare]))[0]).not.toHaveProperty('context');
  });

  it.each([
    [{ _id: undefined }, '_id', 'This field is missing.'],
    [{ question: undefined }, 'question', 'This field is missing.'],
    [{ question: '  ' }, 'question', 'This text is empty.'],
    [{ question: 7 }, 'question', 'Expected text, found a number.'],
    [{ answer: ' ' }, 'answer', 'There is no answer, though there are supporting facts.'],
    [{ answer: undefined }, 'answer', 'There is no answer, though there are supporting facts.'],
    [{ answer: 7 }, 'answer', 'Expected text, found a number.'],
    [{ supporting_facts: [['Kiss', -1]] }, 'supporting_facts[0][1]', 'does not fit'],
    [{ supporting_facts: [['Kiss']] }, 'supporting_facts[0]', 'does not fit'],
    [{ context: [['Kiss', 'A film.']] }, 'context[0][1]', 'Expected a list, found text.'],
    [{ context: [['Kiss', ['A', null]]] }, 'context[0][1][1]', 'Expected text, found null.'],
  ])('names the field at fault: %j', async (change, field, saying) => {
    const { code, message } = await refusalOf(hotpotqa, [official, { ...official, _id: 'b', ...change }]);
    expect(code).toBe('bad-record');
    expect(message).toContain(`made:2 field "${field}": `);
    expect(message).toContain(saying);
  });

  it('names record and byte in an array', async () => {
    const text = JSON.stringify([official, { ...official, question: '' }]);
    const byte = text.indexOf('{"_id"', 2);
    expect((await refusalOf(hotpotqa, text)).message).toBe(
      `made (record 2, byte ${byte}) field "question": This text is empty.`,
    );
  });

  it('refuses an id that comes twice', async () => {
    const { code, message } = await refusalOf(hotpotqa, [official, { ...official, _id: 'b' }, official]);
    expect(code).toBe('bad-record');
    expect(message).toBe(
      'made:3: The id "5a8b" occurs a second time: every question needs an id of its own.',
    );
  });

  it('refuses a file without questions', async () => {
    expect((await refusalOf(hotpotqa, '[]')).message).toBe('made: There are no questions in it.');
    expect((await refusalOf(hotpotqa, ' \n')).message).toBe('made: The file is empty.');
  });
});
