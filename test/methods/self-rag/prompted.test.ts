import { describe, expect, test } from 'vitest';
import { parseGrade } from '../../../src/methods/self-rag/prompted/parseGrade.ts';
import type { GenerateRequest } from '../../../src/ports/backend.ts';
import { passagesNamed } from '../../support/listRetriever.ts';
import { askSelfRag, type Outcome } from './scriptedGenerator.ts';

/** What each kind of call is answered, in order; the last one again and again. */
interface Graders {
  readonly relevant: readonly string[];
  readonly generate?: readonly string[];
  readonly grounded?: readonly string[];
  readonly answers?: readonly string[];
  readonly rewrite?: readonly string[];
}

const kinds: readonly (readonly [RegExp, keyof Graders])[] = [
  [/whether a document is relevant/, 'relevant'],
  [/whether an answer is supported/, 'grounded'],
  [/whether an answer resolves/, 'answers'],
  [/rewrite questions/, 'rewrite'],
  [/from the documents below|from your own knowledge/, 'generate'],
];

async function ask(graders: Graders, options: Partial<Parameters<typeof askSelfRag>[0]> = {}) {
  const asked: (keyof Graders)[] = [];
  const say = (prompt: string, _request: GenerateRequest): readonly string[] => {
    const kind = kinds.find(([pattern]) => pattern.test(prompt))?.[1] ?? 'generate';
    const before = asked.filter((each) => each === kind).length;
    asked.push(kind);
    const replies = graders[kind] ?? ['yes'];
    return [replies[Math.min(before, replies.length - 1)] ?? ''];
  };
  const outcome: Outcome = await askSelfRag({
    say,
    passages: passagesNamed('d1', 'd2', 'd3', 'd4'),
    ...options,
    settings: { critique: 'prompted', k: 4, ...options.settings },
  });
  return { ...outcome, asked };
}

const count = (asked: readonly string[]): number => asked.length;

describe('the graph, by hand', () => {
  test('S1: relevant passages are kept in their order; a grounded answer that answers is returned', async () => {
    const { answer, asked, queries } = await ask({ relevant: ['yes', 'no', 'no', 'yes'], generate: ['Ann'] });
    expect([queries.length, count(asked)]).toEqual([1, 7]);
    expect(answer).toMatchObject({ text: 'Ann', stopped: 'accepted' });
    expect(answer.evidence.map(({ passage }) => passage.id)).toEqual(['d1', 'd4']);
  });

  test('S2: nothing relevant is searched again with a rewritten question, an ungrounded answer made again', async () => {
    const { answer, asked, queries, prompts } = await ask({
      relevant: ['no', 'no', 'no', 'no', 'yes', 'no', 'no', 'no'],
      rewrite: ['Which author wrote it?'],
      generate: ['Ann', 'Bob'],
      grounded: ['no', 'yes'],
    });
    expect(queries).toEqual(['Who wrote it?', 'Which author wrote it?']);
    expect(count(asked)).toBe(14);
    expect(asked.filter((kind) => kind === 'answers')).toHaveLength(1);
    expect(answer).toMatchObject({ text: 'Bob', stopped: 'accepted' });
    // Graders and generator see the original question.
    expect(prompts.filter((prompt) => prompt.includes('Which author'))).toEqual([]);
    expect(prompts.filter((prompt) => prompt.includes('was not supported'))).toHaveLength(1);
  });

  test('S3: the rewrites are spent, and the last answer is marked so', async () => {
    const { answer, asked, queries } = await ask({
      relevant: ['yes'],
      answers: ['no'],
      rewrite: ['q2', 'q3'],
      generate: ['one', 'two', 'three'],
    });
    expect(queries).toEqual(['Who wrote it?', 'q2', 'q3']);
    expect(count(asked)).toBe(23);
    expect(answer).toMatchObject({ text: 'three', stopped: 'exhausted' });
  });
});

describe('at its limits', () => {
  test('the last search is answered from, even if nothing of it is relevant', async () => {
    const { answer } = await ask({ relevant: ['no'], generate: ['Ann'] }, { settings: { rewrites: 0 } });
    expect(answer).toMatchObject({ text: 'Ann', stopped: 'accepted' });
    expect(answer.evidence).toHaveLength(4);
  });

  test('an answer that stays ungrounded is searched for again', async () => {
    const { answer, queries } = await ask({ relevant: ['yes'], grounded: ['no'], generate: ['Ann'] });
    expect(queries).toHaveLength(3);
    expect(answer).toMatchObject({ text: 'Ann', stopped: 'exhausted' });
  });

  test('one call is kept for the answer', async () => {
    const { answer, asked } = await ask({ relevant: ['yes'], generate: ['Ann'] }, { budget: { calls: 3 } });
    expect(asked).toEqual(['relevant', 'relevant', 'generate']);
    expect(answer).toMatchObject({ text: 'Ann', stopped: 'budget' });
    expect(answer.evidence.map(({ passage }) => passage.id)).toEqual(['d1', 'd2']);
  });

  test('verdicts are written down as they were said', async () => {
    const { decisions } = await ask({ relevant: ['maybe', 'Yes.'], generate: ['Ann'] });
    expect(decisions.slice(0, 2)).toMatchObject([
      { what: 'relevant', chosen: 'invalid', because: { passage: 'd1', said: 'maybe' } },
      { what: 'relevant', chosen: 'yes' },
    ]);
  });
});

test.each([
  ['yes', 'yes'],
  [' Yes, it is.', 'yes'],
  ['{"binary_score": "yes"}', 'yes'],
  ['```json\n{"score": "no"}\n```', 'no'],
  ['**No**', 'no'],
  ['yesterday', 'invalid'],
  ['{"score": 1}', 'invalid'],
  ['', 'invalid'],
])('the grade %j is %s', (text, grade) => {
  expect(parseGrade(text)).toBe(grade);
});
