import { describe, expect, it } from 'vitest';

import { dpr } from '../../../src/datasets/formats/dpr.ts';
import { flashrag } from '../../../src/datasets/formats/flashrag.ts';
import { nqOpen } from '../../../src/datasets/formats/nq-open.ts';
import { ragstone } from '../../../src/datasets/formats/ragstone.ts';
import { selfrag } from '../../../src/datasets/formats/selfrag.ts';
import { questionsOf, refusalOf } from './reading.ts';

const layouts = [
  { format: nqOpen, key: 'answer' },
  { format: flashrag, key: 'golden_answers' },
  { format: selfrag, key: 'answers' },
  { format: dpr, key: 'answers' },
  { format: ragstone, key: 'answers' },
];

describe.each(layouts)('the list of answers in $format.name', ({ format, key }) => {
  it('holds answers any of which is right', async () => {
    const [question] = await questionsOf(format, [{ id: '1', question: 'q', [key]: ['a', 'b'] }]);
    expect(question?.gold.answers).toStrictEqual([['a'], ['b']]);
    expect(question?.asked).toStrictEqual({ text: 'q', task: 'open' });
  });

  it('may be missing: the answer is hidden', async () => {
    const [question] = await questionsOf(format, [{ id: '1', question: 'q' }]);
    expect(question?.gold.answers).toStrictEqual([]);
  });

  it('may not be empty', async () => {
    const { code, message } = await refusalOf(format, [{ id: '1', question: 'q', [key]: [] }]);
    expect(code).toBe('bad-record');
    expect(message).toContain(`made:1 field "${key}": There is no answer`);
  });

  it('may not be a number', async () => {
    const { message } = await refusalOf(format, [{ id: '1', question: 'q', [key]: 7 }]);
    expect(message).toContain(`made:1 field "${key}": Expected a list, found a number.`);
  });

  it('belongs to a question that is not empty', async () => {
    const { message } = await refusalOf(format, [{ id: '1', question: '', [key]: ['a'] }]);
    expect(message).toContain('made:1 field "question": This text is empty.');
  });
});

describe.each([nqOpen, selfrag, dpr, ragstone])('questions without ids in $name', (format) => {
  it('are numbered from 0', async () => {
    const questions = await questionsOf(format, [{ question: 'p' }, { question: 'q' }]);
    expect(questions.map(({ id }) => id)).toStrictEqual(['0', '1']);
  });
});

describe('spellings', () => {
  it('that are empty are dropped, those that are equal come once', async () => {
    const [question] = await questionsOf(nqOpen, [{ question: 'q', answer: ['a', '', 'a', 'b'] }]);
    expect(question?.gold.answers).toStrictEqual([['a'], ['b']]);
    expect((await refusalOf(nqOpen, [{ question: 'q', answer: [' '] }])).message).toContain(
      'There is no answer',
    );
  });
});
