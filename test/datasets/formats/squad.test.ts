import { describe, expect, it } from 'vitest';

import { squad } from '../../../src/datasets/formats/squad.ts';
import { contentId } from '../../../src/datasets/reading/contentId.ts';
import { questionsOf, refusalOf } from './reading.ts';

function file(qa: object, title = 'Super_Bowl_50'): string {
  const article = {
    title,
    paragraphs: [{ context: 'Denver won.', qas: [{ id: '56', question: 'Who won?', ...qa }] }],
  };
  return JSON.stringify({ version: '1.1', data: [article] });
}

describe('SQuAD', () => {
  it('makes the paragraph context and gold, and keeps distinct answers', async () => {
    const answers = [
      { text: 'Denver', answer_start: 0 },
      { text: 'Denver', answer_start: 0 },
      { text: 'Denver won', answer_start: 0 },
    ];
    const id = contentId('Super Bowl 50', 'Denver won.');
    expect(await questionsOf(squad, file({ answers }))).toStrictEqual([
      {
        id: '56',
        asked: { text: 'Who won?', task: 'open' },
        gold: { answers: [['Denver'], ['Denver won']], passages: [id], titles: ['Super Bowl 50'] },
        context: [{ id, title: 'Super Bowl 50', text: 'Denver won.' }],
        slices: {},
      },
    ]);
  });

  it.each([
    ['Saint_Barth%C3%A9lemy', 'Saint Barthélemy'],
    ['100%_pure', '100% pure'],
  ])('shows the title %s as Wikipedia does', async (title, shown) => {
    const [question] = await questionsOf(squad, file({ answers: [{ text: 'Denver' }] }, title));
    expect(question?.gold.titles).toStrictEqual([shown]);
  });

  it('has no answer where 2.0 says that it is impossible', async () => {
    const [question] = await questionsOf(squad, file({ answers: [], is_impossible: true }));
    expect(question?.gold.answers).toStrictEqual([]);
  });

  it('names the question without an answer', async () => {
    const { message } = await refusalOf(squad, file({ answers: [] }));
    expect(message).toBe(
      'made (record 1, byte 25) field "paragraphs[0].qas[0].answers": There is no answer: a labelled question needs at least one.',
    );
  });

  it('is refused when the file ends early', async () => {
    const text = file({ answers: [{ text: 'Denver' }] });
    const { code, message } = await refusalOf(squad, text.slice(0, -10));
    expect(code).toBe('bad-record');
    expect(message).toContain('The file ends in the middle');
  });
});
