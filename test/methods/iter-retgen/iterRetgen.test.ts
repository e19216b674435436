import { describe, expect, test } from 'vitest';
import { finalAnswer, iterRetgen, nextQuery } from '../../../src/methods/iter-retgen.ts';
import type { Budget } from '../../../src/ports/budget.ts';
import { promptText } from '../../../src/runs/instrument/promptText.ts';
import { bindMethod } from '../../support/bindMethod.ts';
import { passagesNamed } from '../../support/listRetriever.ts';
import { queryRetriever } from '../../support/queryRetriever.ts';
import { scriptedBackend } from '../../support/scriptedBackend.ts';

const Q = 'Where was the founder of Harrow Mills born?';
const y1 = 'The founder of Harrow Mills was Ida Brandt. So the answer is Bergen.';
const y2 = 'Ida Brandt was born in Oslo. So the answer is Oslo.';

async function play(told: {
  readonly says: readonly string[];
  readonly finds?: readonly (readonly string[])[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly budget?: Budget;
}) {
  let searches = 0;
  const retriever = queryRetriever(passagesNamed('a', 'b', 'c'), () => told.finds?.[searches++] ?? []);
  const reader = scriptedBackend({ say: (_, call) => told.says[call] ?? '' });
  const bound = bindMethod<typeof iterRetgen.roles>({
    retriever,
    backends: { reader },
    ...(told.budget !== undefined && { budget: told.budget }),
  });
  const settings = iterRetgen.settings.parse(told.settings ?? {});
  const answer = await iterRetgen.answer({ text: Q, task: 'open' }, bound.tools, settings);
  return {
    answer,
    queries: retriever.queries,
    prompts: reader.asked.map(({ prompt }) => promptText(prompt)),
  };
}

describe('iter-retgen, golden cases of the control flow', () => {
  test.each([
    ['paper', `${y1} ${Q}`, `${y2} ${Q}`],
    ['flashrag', `${Q} ${y1}`, `${Q} ${y2}`],
    ['raglab', y1, y2],
    ['flexrag', `${Q} ${y1}`, `${Q} ${y1} ${y2}`],
  ])('C1: queries in the form %s', async (query, second, third) => {
    const { queries } = await play({ says: [y1, y2, y2], settings: { query, rounds: 3 } });
    expect(queries).toEqual([Q, second, third]);
  });

  test('C1: two rounds answer with the second generation', async () => {
    expect((await play({ says: [y1, y2] })).answer).toMatchObject({ text: 'Oslo', raw: y2 });
  });

  test('C2: passages of a round replace those of the round before', async () => {
    const { prompts, answer } = await play({
      says: [y1, y2],
      finds: [
        ['a', 'b'],
        ['c', 'a'],
      ],
    });
    expect(prompts[1]).toMatch(/1\. Title: C .+\n2\. Title: A .+\n\nQuestion/);
    expect(prompts[1]).not.toContain('Title: B');
    expect(answer.evidence.map(({ passage }) => passage.id)).toEqual(['c', 'a']);
  });

  test('C3: there is no early end', async () => {
    const same = 'So the answer is: Oslo.';
    const { answer, queries } = await play({ says: [same, same, same], settings: { rounds: 3 } });
    expect(queries).toEqual([Q, `${same} ${Q}`, `${same} ${Q}`]);
    expect(answer).toMatchObject({ text: 'Oslo', stopped: 'max rounds' });
  });

  test('C3: an empty generation leaves the question, with a space behind it in the form flashrag', () => {
    const last = { question: Q, query: Q, written: '' };
    expect(nextQuery('paper', last)).toBe(Q);
    expect(nextQuery('flashrag', last)).toBe(`${Q} `);
  });
});

test.each([
  ['It is so. So the answer is: Oslo.', 'Oslo'],
  ['So the answer is a. So the answer is b', 'b'],
  ['first\nsecond.', 'second'],
  ['', ''],
])('the final answer of %j is %j', (text, answer) => {
  expect(finalAnswer(text)).toBe(answer);
});

test('past its budget it answers with the last generation', async () => {
  const { answer } = await play({ says: [y1, y2], budget: { calls: 1 } });
  expect(answer).toMatchObject({ text: 'Bergen', stopped: 'budget' });
});
