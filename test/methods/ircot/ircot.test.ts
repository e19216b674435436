import { describe, expect, test } from 'vitest';
import { ircot } from '../../../src/methods/ircot.ts';
import { namedAnswer, readAnswer } from '../../../src/methods/ircot/namedAnswer.ts';
import { cotQuery, dropQuestionWords, isReasoning } from '../../../src/methods/ircot/cotQuery.ts';
import { withNewParagraphs } from '../../../src/methods/ircot/paragraphPool.ts';
import type { Budget } from '../../../src/ports/budget.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';
import { bindMethod } from '../../support/bindMethod.ts';
import { queryRetriever } from '../../support/queryRetriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

/** Plays a case: what each search finds and what the model writes, in turn; the last output is the reader's. */
async function play(told: {
  readonly question: string;
  readonly finds: readonly (readonly string[])[];
  readonly says: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly budget?: Budget;
}) {
  // Texts unlike each other: paragraphs that are nearly the same would be held once.
  const words = ['heron', 'quay', 'mill', 'bishop', 'orchard', 'vault'];
  const passages = [...new Set(told.finds.flat())].map((id, n) => ({
    id,
    title: id,
    text: `${words[n]} `.repeat(4),
  }));
  let searches = 0;
  const retriever = queryRetriever(passages, () => told.finds[searches++] ?? []);
  const model = scriptedBackend({ say: (_, call) => told.says[call] ?? '' });
  const bound = bindMethod<typeof ircot.roles>({
    retriever,
    backends: { reasoner: model, reader: model },
    ...(told.budget !== undefined && { budget: told.budget }),
  });
  const settings = ircot.settings.parse({ k: 2, ...told.settings });
  const answer = await ircot.answer({ text: told.question, task: 'open' }, bound.tools, settings);
  return {
    answer,
    queries: retriever.queries,
    calls: model.asked.length,
    prompts: model.asked.map(({ prompt }) => promptText(prompt)),
    pool: answer.evidence.map(({ passage }) => passage.id),
    held: bound.lists
      .finish(answer.evidence)
      .turns?.map((turn) => turn.map(({ passage }) => passage.id).join(' ')),
    spent: bound.spending.spent(),
  };
}

describe('ircot, golden cases of the control flow', () => {
  test('A1: a bridge question; the answer inside the first output is ignored', async () => {
    const played = await play({
      question: 'In what country was the roller coaster Iron Gull manufactured?',
      finds: [
        ['P1', 'P2'],
        ['P1', 'P3'],
        ['P3', 'P4'],
      ],
      says: [
        'Iron Gull was manufactured by Lund Rides. Lund Rides is a Norwegian company. So the answer is: Norway.',
        'Lund Rides is a Norwegian company. So the answer is: Norway.',
        'So the answer is: Norway.',
        'Lund Rides built it. So the answer is: Norway.',
      ],
    });
    expect(played.queries).toEqual([
      'In country was the roller coaster Iron Gull manufactured?',
      'Iron Gull was manufactured by Lund Rides.',
      'Lund Rides a Norwegian company.',
    ]);
    expect(played.calls).toBe(4);
    expect(played.pool).toEqual(['P1', 'P2', 'P3', 'P4']);
    expect(played.held).toEqual(['P1 P2', 'P1 P2 P3', 'P1 P2 P3 P4']);
    expect(played.answer).toMatchObject({ text: 'Norway', stopped: 'answer named' });
  });

  test('A2: a sentence that concludes searches again with the last fact', async () => {
    const played = await play({
      question: 'Which was founded first, Alder Press or Birch Press?',
      finds: [
        ['A1', 'B1'],
        ['A1', 'A2'],
        ['B1', 'B2'],
        ['B1', 'B2'],
      ],
      says: [
        'Alder Press was founded in 1921.',
        'Birch Press was founded in 1919.',
        'Thus, Birch Press was founded first.',
        'So the answer is: Birch Press.',
        'Birch Press',
      ],
      settings: { reader: 'direct' },
    });
    expect(played.queries).toEqual([
      'was founded first, Alder Press or Birch Press?',
      'Alder Press was founded in 1921.',
      'Birch Press was founded in 1919.',
      'Birch Press was founded in 1919.',
    ]);
    expect(played.pool).toEqual(['A1', 'B1', 'A2', 'B2']);
    expect(played.answer.text).toBe('Birch Press');
    expect(played.calls).toBe(5);
  });

  test('A3: the cap, an empty thought, and a reader that names nothing', async () => {
    const played = await play({
      question: 'How is Mount Tern?',
      finds: [
        ['M1', 'M2'],
        ['M3', 'M4'],
      ],
      says: ['Mount Tern is 2,014 m high.', '', 'It is 2,014 m.'],
      settings: { cap: 3 },
    });
    expect(played.queries).toEqual(['Mount Tern?', 'Mount Tern 2,014 m high.']);
    expect(played.pool).toEqual(['M1', 'M2', 'M3']);
    expect(played.held).toEqual(['M1 M2', 'M1 M2 M3']);
    expect(played.answer).toMatchObject({ text: 'It is 2,014 m', stopped: 'no more to say' });
    expect(played.calls).toBe(3);
  });
});

describe('ircot', () => {
  test('the prompt ends in the thoughts so far, behind the paragraphs', async () => {
    const { prompts } = await play({
      question: 'Who?',
      finds: [['P1'], []],
      says: ['Ann did it.', 'So the answer is: Ann.', 'Ann'],
      settings: { prompt: 'text' },
    });
    expect(prompts[0]).toMatch(/^Wikipedia Title: P1\n.+\n\nQ: Who\?\nA:$/s);
    expect(prompts[1]).toMatch(/\nA: Ann did it\.$/);
    expect(prompts[2]).toMatch(/\nA:$/);
  });

  test('demonstrations stand first, three line breaks apart', async () => {
    const { prompts } = await play({
      question: 'Who?',
      finds: [[]],
      says: ['So the answer is: Ann.', 'Ann'],
      settings: {
        prompt: 'text',
        demonstrations: [
          { paragraphs: [{ title: 'T', text: 'x' }], question: 'What?', answer: 'X. So the answer is: x.' },
        ],
      },
    });
    expect(prompts[0]).toBe('Wikipedia Title: T\nx\n\nQ: What?\nA: X. So the answer is: x.\n\n\nQ: Who?\nA:');
  });

  test('it ends after so many sentences', async () => {
    const { answer, calls } = await play({
      question: 'Who?',
      finds: [],
      says: ['A is b.', 'B is c.', 'C is d.', 'So the answer is: d.'],
      settings: { maxSentences: 3 },
    });
    expect(calls).toBe(4);
    expect(answer).toMatchObject({ text: 'd', stopped: 'max sentences' });
  });

  test.each([1, 2, 3])('with %i calls it answers, and spends no more', async (calls) => {
    const says = ['A is b.', 'B is c.', 'C is d.', 'D is e.'];
    const { answer, spent } = await play({ question: 'Who?', finds: [], says, budget: { calls } });
    expect(spent.calls).toBe(calls);
    expect(answer.text).not.toBe('');
    expect(answer.stopped).toBe('budget');
  });
});

describe('the rules of ircot', () => {
  test.each(['Thus it is.', 'So, yes.', 'therefore x', 'Hencely', 'That is, b', 'It is 3 + 4 = 7.'])(
    '%s concludes',
    (sentence) => {
      expect(isReasoning(sentence)).toBe(true);
    },
  );

  test.each(['Some are.', 'Also so', '3+4=7'])('%s tells a fact', (sentence) => {
    expect(isReasoning(sentence)).toBe(false);
  });

  test('question words go only as whole words', () => {
    expect(dropQuestionWords('What? What is Whatever')).toBe('What? Whatever');
  });

  test('nothing is left of a question of question words', () => {
    expect(cotQuery('Who is', [])).toBe('');
  });

  test.each([
    ['So the answer is: Norway.', 'Norway'],
    ['So the answer is Norway', 'Norway'],
    ['The answer is a. No, the answer is: b.', 'b'],
    ['answer is Norway', undefined],
    ['So the answer is:', undefined],
    ['So the answer is: U.S.', 'U.S'],
  ])('%s names %s', (text, named) => {
    expect(namedAnswer(text)).toBe(named);
  });

  test('quotes around all that the reader wrote go', () => {
    expect(readAnswer('"So the answer is: x."')).toBe('x');
  });

  test('a paragraph that is nearly another is not held twice, nor one that is too long', () => {
    const text = 'The Iron Gull is a roller coaster that was built by Lund Rides in the year 1999.';
    const ranked = (id: string, title: string, of: string) => ({
      passage: { id, title, text: of },
      score: 1,
    });
    const held = [ranked('1', 'Iron Gull', text)];
    const found = [
      ranked('2', 'Iron Gulls', text.replace('1999', '1998')),
      ranked('3', 'Iron Gull', 'Something else entirely.'),
      ranked('4', 'Long', 'word '.repeat(700)),
    ];
    expect(withNewParagraphs(held, found, 15).map(({ passage }) => passage.id)).toEqual(['1', '3']);
  });
});
