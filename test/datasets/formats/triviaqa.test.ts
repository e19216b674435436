import { describe, expect, it } from 'vitest';

import { triviaqa } from '../../../src/datasets/formats/triviaqa.ts';
import { questionsOf, refusalOf } from './reading.ts';

const record = {
  Answer: {
    Aliases: ['Sunset Blvd', 'Sunset Boulevard', ' '],
    NormalizedAliases: ['sunset blvd', 'sunset boulevard', ''],
    Type: 'WikipediaEntity',
    Value: 'Sunset Boulevard',
  },
  EntityPages: [{ Filename: 'Andrew.txt', Title: 'Andrew Lloyd Webber' }],
  Question: 'Which musical?',
  QuestionId: 'tc_33',
};

function file(...data: readonly unknown[]): string {
  return JSON.stringify({ Data: data, Domain: 'any', Version: 1 }, null, 4);
}

describe('TriviaQA', () => {
  it('puts the value before its aliases and keeps the normalised ones as they are', async () => {
    expect(await questionsOf(triviaqa, file(record))).toStrictEqual([
      {
        id: 'tc_33',
        asked: { text: 'Which musical?', task: 'open' },
        gold: {
          answers: [['Sunset Boulevard', 'Sunset Blvd']],
          normalisedAliases: ['sunset blvd', 'sunset boulevard', ''],
        },
        slices: { type: 'WikipediaEntity' },
      },
    ]);
  });

  it('adds human answers to both lists', async () => {
    const Answer = { ...record.Answer, HumanAnswers: ['Sunset'] };
    const [question] = await questionsOf(triviaqa, file({ ...record, Answer }));
    expect(question?.gold.answers.at(-1)).toStrictEqual(['Sunset']);
    expect(question?.gold.normalisedAliases?.at(-1)).toBe('Sunset');
  });

  const documents = {
    ...record,
    SearchResults: [{ Filename: '35/1.txt', Title: 'A site' }, { Filename: '35/1.txt' }],
  };

  it.each(['Web', 'unfiltered-web', 'Wikipedia'])(
    'asks once for each document in the domain Web only: %s',
    async (domain) => {
      const whole = JSON.stringify({ Data: [documents], Domain: domain, VerifiedEval: false });
      const ids = (await questionsOf(triviaqa, whole)).map(({ id }) => id);
      expect(ids).toStrictEqual(domain === 'Web' ? ['tc_33--Andrew.txt', 'tc_33--35/1.txt'] : ['tc_33']);
    },
  );

  it('is not misled by a question that mentions a domain', async () => {
    const Question = 'Is "Domain": "Web" it?';
    const whole = JSON.stringify({ Data: [{ ...documents, Question }], Domain: 'Wikipedia' });
    expect(await questionsOf(triviaqa, whole)).toHaveLength(1);
  });

  it('has no answers in the test split', async () => {
    const { Answer: _answer, ...hidden } = record;
    expect((await questionsOf(triviaqa, file(hidden)))[0]?.gold.answers).toStrictEqual([]);
  });

  it('names record, byte and field of a fault', async () => {
    const text = file(record, { ...record, QuestionId: 'b', Answer: { ...record.Answer, Aliases: 'x' } });
    const byte = text.lastIndexOf('        {\n            "Answer"') + 8;
    expect((await refusalOf(triviaqa, text)).message).toBe(
      `made (record 2, byte ${byte}) field "Answer.Aliases": Expected a list, found text.`,
    );
  });

  it('is refused without its Data', async () => {
    expect((await refusalOf(triviaqa, '{"data": []}')).message).toContain(
      'There is no list at the key "Data"',
    );
  });
});
