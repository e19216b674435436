import { describe, expect, it } from 'vitest';

import { ranking, scoreInput } from '../support/scoreInput.ts';
import { scoreOf } from '../support/scoreOf.ts';

const list = ranking([
  { title: 'Paris', text: 'The capital of France.' },
  { title: 'Lyon', text: 'A city in the U.S. army.' },
  { title: 'Nice', text: 'A concatenated city.' },
]);

function input(...golds: readonly string[]) {
  return scoreInput({ gold: { answers: golds.map((gold) => [gold]) }, list });
}

describe('has-answer', () => {
  it.each([
    ['has-answer@1/dpr/first@1', 'Paris', 0],
    ['has-answer@1/flashrag/first@1', 'Paris', 1],
    ['has-answer@1/dpr/first@1', 'capital of france', 1],
    ['has-answer@1/dpr/first@1', 'U.S.', 0],
    ['has-answer@2/dpr/first@1', 'U.S.', 1],
    ['has-answer/dpr/first@1', 'cat', 0],
    ['has-answer/flashrag/first@1', 'cat', 1],
    ['has-answer/dpr/first@1', 'c[aeiou]t', 0],
    ['has-answer/dpr-regex/first@1', 'c[aeiou]t', 1],
    ['has-answer/dpr-regex/first@1', '(', 0],
  ])('%s of %j is %d', async (name, gold, expected) => {
    expect(await scoreOf(name, input(gold))).toBe(expected);
  });

  it('takes any gold answer', async () => {
    expect(await scoreOf('has-answer@1/dpr/first@1', input('nothing', 'France'))).toBe(1);
  });

  it('is 0 for an empty list', async () => {
    const empty = scoreInput({ gold: { answers: [['x']] } });
    expect(await scoreOf('has-answer@5/dpr/first@1', empty)).toBe(0);
    expect(await scoreOf('precision@5/flashrag/first@1', empty)).toBe(0);
  });

  it.each(['has-answer@5/dpr/first@1', 'has-answer@5/flashrag/first@1', 'precision@5/flashrag/first@1'])(
    '%s does not apply without gold answers',
    async (name) => {
      expect(await scoreOf(name, input())).toEqual({ notApplicable: 'the question has no gold answer' });
    },
  );
});

describe('precision/flashrag', () => {
  it('is the share of the passages there are', async () => {
    expect(await scoreOf('precision@2/flashrag/first@1', input('city'))).toBe(0.5);
    expect(await scoreOf('precision@9/flashrag/first@1', input('city'))).toBeCloseTo(2 / 3, 12);
  });
});
