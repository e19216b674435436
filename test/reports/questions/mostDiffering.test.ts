import { expect, test } from 'vitest';
import type { QuestionRecord, RecordHead } from '../../../src/ports/record.ts';
import { mostDiffering } from '../../../src/reports/questions/mostDiffering.ts';

const F1 = 'f1/hotpot@1';

function head(position: number): RecordHead {
  const question = `q${position}`;
  return {
    cell: 'c',
    question,
    text: 'a question',
    slices: {},
    position,
    warmup: false,
    startedAt: '',
    steps: [],
  };
}

function answered(position: number, f1: number, text = 'answer'): QuestionRecord {
  return {
    ...head(position),
    status: 'answered',
    answer: { text },
    lists: { first: [], evidence: [], shown: [] },
    scores: { [F1]: f1 },
    spent: { calls: 0, searches: 0, promptTokens: 0, outputTokens: 0 },
    ms: null,
  };
}

const pair = (position: number, a: number, b: number, text?: string) => [
  { system: 'a', record: answered(position, a, text) },
  { system: 'b', record: answered(position, b) },
];

test('the most different come first, then the order of the sample; agreement is left out', () => {
  const differing = mostDiffering(F1, 2);
  [0.2, 1, 0, 0.5, 1].forEach((f1, position) => differing.add(position, pair(position, f1, 0)));
  expect(differing.kept().map(({ position, spread }) => [position, spread])).toEqual([
    [1, 1],
    [4, 1],
    [3, 0.5],
    [0, 0.2],
  ]);
});

test('at most 50 are kept, fewer of many systems', () => {
  const [two, many] = [mostDiffering(F1, 2), mostDiffering(F1, 20)];
  for (let position = 0; position < 200; position++) {
    two.add(position, pair(position, 1, position / 200));
    many.add(position, pair(position, 1, position / 200));
  }
  expect(two.kept()).toHaveLength(50);
  expect(two.kept().at(-1)?.position).toBe(49);
  expect(many.kept()).toHaveLength(20);
});

test('an answer of a megabyte is cut as it comes in, and says by how much', () => {
  const differing = mostDiffering(F1, 2);
  differing.add(0, pair(0, 1, 0, 'x'.repeat(1_000_000)));
  expect(differing.kept()[0]?.answers[0]?.text).toEqual({ text: 'x'.repeat(2000), left: 998_000 });
});

test('failures, skipped and missing records are shown for what they are', () => {
  const differing = mostDiffering(F1, 4);
  const failure = { code: 'unparsable', side: 'method', message: 'no answer in it' } as const;
  differing.add(0, [
    { system: 'right', record: answered(0, 1) },
    { system: 'failed', record: { ...head(0), status: 'failed', failure, scores: { [F1]: 0 } } },
    { system: 'skipped', record: { ...head(0), status: 'skipped', because: 'no-gold' } },
    { system: 'missing', record: undefined },
  ]);
  expect(differing.kept()[0]?.answers.map((one) => [one.status, one.text.text, one.score])).toEqual([
    ['answered', 'answer', 1],
    ['failed', 'method: no answer in it', 0],
    ['skipped', 'no-gold', null],
    ['missing', 'not asked yet', null],
  ]);
});

test('without a measure nothing differs', () => {
  const differing = mostDiffering(undefined, 2);
  differing.add(0, pair(0, 1, 0));
  expect(differing.kept()).toEqual([]);
});
