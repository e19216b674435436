import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuestion } from '../../../src/methods/extractive/readQuestion.ts';
import { emptyLexicon } from './emptyLexicon.ts';

const read = (text: string) => readQuestion(text, emptyLexicon);

describe('readQuestion', () => {
  test('tells question words apart', () => {
    const kinds = ['Who came?', 'When was it?', 'Where is it?', 'What is it?', 'How many came?'].map(
      (text) => read(text).kind,
    );
    expect(new Set(kinds).size).toBe(5);
  });

  test('finds the question word wherever it stands', () => {
    expect(read('Rome was founded by who?').kind).toBe(read('Who founded Rome?').kind);
  });

  test.each([
    ['What city burned?', 'Which town fell, and what city rose?'],
    ['What is the capital of Spain?', 'What was the capital of Peru?'],
    ['How many people live there?', 'How many people left?'],
    ["What is Ann Lee's occupation?", 'What is the occupation of Ann Lee?'],
    ['What is the name of the river in Rome?', 'What is the river in Paris?'],
  ])('knows what is asked for: %s', (one, other) => {
    const keys = [read(one).kindAndWord, read(other).kindAndWord];
    expect(keys[0] === keys[1]).toBe(read(one).kind === read(other).kind);
  });

  test('takes questions that open with a verb as closed, unless they offer a choice', () => {
    expect(read('Is Rome old?').closed).toBe(true);
    expect(read('Is Rome or Paris older?').closed).toBe(false);
    expect(read('What is old?').closed).toBe(false);
  });

  test('looks for content words only', () => {
    expect(read('Who was the founder of the Rome of old?').sought).toHaveLength(3);
  });

  test('knows neighbours and places of sought words', () => {
    const { sought } = read('In 1990 who wrote the long novel?');
    expect(sought.map(({ place }) => place)).toEqual([0, 1, 2, 4]);
    expect(sought.map(({ next }) => next)).toEqual([-1, -1, 3, -1]);
  });

  test('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const question = read(text);
        expect(question.weight).toBeGreaterThanOrEqual(0);
        expect(question.weight).toBeLessThanOrEqual(question.sought.length);
      }),
    );
  });
});
