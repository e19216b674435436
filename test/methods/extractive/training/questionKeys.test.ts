import { describe, expect, test } from 'vitest';
import { questionKeys, questionText } from '../../../../training/extractive/questionKeys.ts';

describe('questionText', () => {
  test('compares letters and digits only', () => {
    expect(questionText(' Who’s  the  "King"? ')).toBe(questionText('who s the king'));
  });

  test('tells questions apart', () => {
    expect(questionText('Who is 1?')).not.toBe(questionText('Who is 2?'));
  });
});

describe('questionKeys', () => {
  test('finds questions in SQuAD’s nesting', () => {
    const keys = questionKeys(
      { data: [{ paragraphs: [{ qas: [{ id: 'a1', question: 'Who?' }] }] }] },
      'squad',
    );
    expect([...keys.texts]).toEqual(['who']);
    expect([...keys.ids]).toEqual(['squad:a1']);
  });

  test('finds questions by their id as a key', () => {
    const keys = questionKeys({ tc_1: { question: 'Who?' } }, 'triviaqa');
    expect([...keys.ids]).toEqual(['triviaqa:tc_1']);
  });

  test('finds rows, lists of questions and QED’s fields', () => {
    const keys = questionKeys(
      [{ ID: 'x', Question: 'One?' }, { questions: ['Two?'] }, { example_id: 3, question_text: 'three' }],
      'mixed',
    );
    expect([...keys.texts]).toEqual(['one', 'two', 'three']);
    expect([...keys.ids]).toEqual(['mixed:x', 'mixed:3']);
  });

  test('does not take ids of other things', () => {
    expect(questionKeys([{ id: 'p1', title: 'Rome', text: '…' }], 'x').ids.size).toBe(0);
  });
});
