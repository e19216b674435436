import { describe, expect, it } from 'vitest';

import { ragstone } from '../../../src/datasets/formats/ragstone.ts';
import { contentId } from '../../../src/datasets/reading/contentId.ts';
import { questionsOf, refusalOf } from './reading.ts';

describe("Ragstone's own layout", () => {
  it('needs a question and nothing else', async () => {
    expect(await questionsOf(ragstone, [{ question: 'q' }])).toStrictEqual([
      { id: '0', asked: { text: 'q', task: 'open' }, gold: { answers: [] }, slices: {} },
    ]);
  });

  it('holds all that a question can have', async () => {
    const record = {
      id: 'a',
      question: 'q',
      answers: [['first', '1st'], 'second'],
      facts: [
        { title: 'T', sentence: 0 },
        { title: 'T', sentence: 2 },
      ],
      passages: ['p-1'],
      context: [
        { title: 'T', text: 'x', sentences: ['x'] },
        { id: 'own', text: 'y' },
      ],
      saved: [{ id: 's', title: 'S', text: 'z', score: 3 }, { text: 'w' }],
      rewordings: ['p'],
      slices: { kind: 'bridge', hops: 2 },
    };
    expect(await questionsOf(ragstone, [record])).toStrictEqual([
      {
        id: 'a',
        asked: { text: 'q', task: 'open' },
        gold: {
          answers: [['first', '1st'], ['second']],
          facts: record.facts,
          passages: ['p-1'],
          titles: ['T'],
        },
        context: [
          { id: contentId('T', 'x'), title: 'T', text: 'x', sentences: ['x'] },
          { id: 'own', title: '', text: 'y' },
        ],
        saved: [
          { passage: { id: 's', title: 'S', text: 'z' }, score: 3 },
          { passage: { id: contentId('', 'w'), title: '', text: 'w' }, score: -2 },
        ],
        rewordings: ['p'],
        slices: { kind: 'bridge', hops: 2 },
      },
    ]);
  });

  it('knows claims and choices', async () => {
    const questions = await questionsOf(ragstone, [
      { question: 'q', claim: true, answers: ['true'] },
      { question: 'q', choices: ['x', 'y'], answers: ['y'] },
    ]);
    expect(questions.map(({ asked }) => asked)).toStrictEqual([
      { text: 'q', task: 'claim' },
      { text: 'q', task: 'choice', choices: ['x', 'y'] },
    ]);
  });

  it.each([
    [{ contxt: [] }, 'contxt', 'This key is not known. Did you mean "context"?'],
    [{ whatever: 1 }, 'whatever', 'This key is not known.'],
    [{ question: undefined }, 'question', 'This field is missing.'],
    [{ answers: [] }, 'answers', 'There is no answer: leave "answers" out where it is hidden.'],
    [
      { answers: [7] },
      'answers[0]',
      'Expected an answer: text that is not empty, or a list of its spellings.',
    ],
    [{ answers: [''] }, 'answers[0]', 'empty'],
    [{ answers: ['z'], choices: ['x', 'y'] }, 'answers', 'The answer "z" is not among the choices.'],
    [{ choices: ['x'] }, 'choices', 'There must be two choices at least.'],
    [{ facts: [{ title: 'T' }] }, 'facts[0].sentence', 'This field is missing.'],
    [{ passages: ['Document 1\nA text'] }, 'passages[0]', 'This looks like a passage'],
    [{ slices: { kind: ['a'] } }, 'slices.kind', 'Expected text or a number.'],
    [{ context: [{ title: 'T' }] }, 'context[0].text', 'This field is missing.'],
  ])('says what is wrong: %j', async (change, field, saying) => {
    const { code, message } = await refusalOf(ragstone, [{ question: 'q', ...change }]);
    expect(code).toBe('bad-record');
    expect(message).toContain(`made:1 field "${field}": `);
    expect(message).toContain(saying);
  });

  it('refuses a list in the place of a record', async () => {
    expect((await refusalOf(ragstone, '[["q"]]')).message).toContain('Expected an object, found a list.');
  });
});
