import { describe, expect, test } from 'vitest';
import { readQuestion } from '../../../src/methods/extractive/readQuestion.ts';
import { longestSentence, margin, readSentence } from '../../../src/methods/extractive/readSentence.ts';
import { emptyLexicon } from './emptyLexicon.ts';

const read = (question: string, sentence: string) =>
  readSentence(sentence, readQuestion(question, emptyLexicon), emptyLexicon);

describe('readSentence', () => {
  test('matches words by their stem', () => {
    const view = read('Who painted walls?', 'She paints a wall.');
    expect(Array.from(view.match.subarray(margin, margin + 4))).toEqual([0, 1, 0, 2]);
    expect(view.found).toEqual([0, 1]);
  });

  test('counts a word that only begins alike for less', () => {
    const view = read('Who invented it?', 'The inventor invented it.');
    const [inventor = 0, invented = 0] = view.worth.subarray(margin + 1, margin + 3);
    expect(inventor).toBeGreaterThan(0);
    expect(inventor).toBeLessThan(invented);
  });

  test('does not match stop words', () => {
    expect(read('Who is the king?', 'It is the end.').found).toEqual([]);
  });

  test('knows where no white space stands', () => {
    expect(Array.from(read('Who?', 'a b-c').glued.subarray(margin, margin + 4))).toEqual([0, 0, 1, 1]);
  });

  test('reads a bounded part of an endless sentence', () => {
    expect(read('Who?', 'word '.repeat(10_000)).length).toBe(longestSentence);
  });
});
