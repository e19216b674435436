import { describe, expect, test } from 'vitest';
import type { Passage } from '../../../src/ports/passage.ts';
import { readPassages } from '../../../src/methods/extractive/readPassages.ts';
import { readQuestion } from '../../../src/methods/extractive/readQuestion.ts';
import { usedSentences } from '../../../src/methods/extractive/usedSentences.ts';
import { emptyLexicon } from './emptyLexicon.ts';

const question = readQuestion('Where was the founder of Alba born?', emptyLexicon);
const cut = (title: string, ...sentences: readonly string[]): Passage => ({
  id: title,
  title,
  text: sentences.join(' '),
  sentences,
});
const passages = [
  cut('Alba', 'It is old.', 'The founder of Alba was Numa.'),
  cut('Numa', 'Numa was born in Cures.'),
];
const use = (over: readonly Passage[], passage: number, sentence: number) => {
  const read = readPassages(over, question, emptyLexicon);
  const answering = read.find((one) => one.passage === passage && one.sentence === sentence);
  return usedSentences(answering, read, over, question);
};

describe('usedSentences', () => {
  test('names the answering sentence and the one that holds the rest of the question', () => {
    expect(use(passages, 1, 0)).toEqual([
      { title: 'Numa', sentence: 0 },
      { title: 'Alba', sentence: 1 },
    ]);
  });

  test('names one sentence where the others add nothing', () => {
    const other = cut('Oak', 'An oak is a tree.');
    expect(use([cut('Alba', 'The founder of Alba was born in Cures.'), other], 0, 0)).toEqual([
      { title: 'Alba', sentence: 0 },
    ]);
  });

  test('begins with the sentence that holds most where the answer is in none', () => {
    const [first] =
      usedSentences(undefined, readPassages(passages, question, emptyLexicon), passages, question) ?? [];
    expect(first).toEqual({ title: 'Alba', sentence: 1 });
  });

  test('names nothing in passages that come uncut', () => {
    const [alba, numa] = passages.map(({ id, title, text }) => ({ id, title, text }));
    if (alba === undefined || numa === undefined) return;
    expect(use([alba, numa], 1, 0)).toBeUndefined();
    expect(use([passages[0] ?? alba, numa], 1, 0)).toEqual([{ title: 'Alba', sentence: 1 }]);
  });
});
