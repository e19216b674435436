import { describe, expect, it } from 'vitest';

import { answered, scoreInput } from '../support/scoreInput.ts';
import { scoreOf } from '../support/scoreOf.ts';

const names = [
  'em/hotpot@1',
  'em/squad@1',
  'em/triviaqa@1',
  'f1/hotpot@1',
  'f1/squad@1',
  'f1/flashrag@1',
  'acc/flashrag@1',
  'match/bergen@1',
  'match/popqa@1',
  'match/selfrag@1',
];

describe('scorers that sound alike differ', () => {
  // The columns are `names`.
  it.each([
    ['yes, they were', 'yes', [0, 0, 0, 0, 0.5, 0, 1, 1, 1, 1]],
    ['O’Neill', "O'Neill", [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]],
    ['It is the U.S. army', 'US', [0, 0, 0, 0.4, 0.4, 0.4, 1, 1, 0, 0]],
    ['paris, France', 'Paris', [0, 0, 0, 2 / 3, 2 / 3, 2 / 3, 1, 1, 1, 0]],
    ['Washington,\nD.C.', 'D.C.', [0, 0, 0, 2 / 3, 2 / 3, 2 / 3, 1, 1, 0, 1]],
    ['the²', '²', [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]],
    ['10²', 'the²', [0, 0, 0, 0, 0, 0, 0, 1, 0, 0]],
  ])('on %j for %j', async (prediction, gold, expected) => {
    const scores = await Promise.all(names.map((name) => scoreOf(name, answered(prediction, [gold]))));
    expect(scores.map((score) => Number(score).toFixed(6))).toEqual(
      expected.map((score) => score.toFixed(6)),
    );
  });
});

describe('match/popqa@1', () => {
  it.each([
    ['\n\nParis\nLyon', 'Lyon', 0],
    ['\n\nParis\nLyon', 'Paris', 1],
    ['\nParis', 'Paris', 0],
    ['the ǅungla', 'ǆUNGLA', 1],
    ['PARIS', 'paris', 0],
    ['', '', 1],
  ])('scores %j for %j: %d', async (prediction, gold, expected) => {
    expect(await scoreOf('match/popqa@1', answered(prediction, [gold]))).toBe(expected);
  });
});

describe('match/selfrag@1', () => {
  it.each([
    ['The passage SUPPORTS it', 'true', 1],
    ['REFUTES', 'false', 1],
    ['SUPPORTS and REFUTES', 'false', 0],
    ['#B', 'B', 1],
    ['##B', '##B', 0],
    [': water', ': water', 0],
    ['paris', 'Paris', 0],
    ['untrue', 'true', 1],
    ['', 'x', 0],
  ])('scores %j for %j: %d', async (prediction, gold, expected) => {
    expect(await scoreOf('match/selfrag@1', answered(prediction, [gold]))).toBe(expected);
  });
});

describe('match/selfrag@1 of choices', () => {
  const asked = { text: 'Which?', task: 'choice' as const, choices: ['water vapour', 'water', 'ice'] };

  it.each([
    ['water', 'water', 1],
    ['water vapour', 'water', 0],
    ['B', 'water', 1],
    ['B: water', 'water', 1],
    ['C', 'water', 0],
    ['the Boiling one', 'water', 1],
    ['steam', 'water', 0],
  ])('compares labels as the script does: %j for %j is %d', async (prediction, gold, expected) => {
    expect(await scoreOf('match/selfrag@1', { ...answered(prediction, [gold]), asked })).toBe(expected);
  });
});

describe('em/triviaqa@1', () => {
  it("reads TriviaQA's own aliases where the question has them", async () => {
    const gold = { answers: [['Sunset Boulevard']], normalisedAliases: ['sunset blvd'] };
    expect(await scoreOf('em/triviaqa@1', scoreInput({ answer: 'Sunset Blvd.', gold }))).toBe(1);
    expect(await scoreOf('em/triviaqa@1', scoreInput({ answer: 'Sunset Boulevard', gold }))).toBe(0);
  });

  it('reads the answers where it has none', async () => {
    expect(await scoreOf('em/triviaqa@1', answered('U.S.', ['u s']))).toBe(1);
    expect(await scoreOf('f1/triviaqa@1', answered('U.S. army', ['u s']))).toBe(0.8);
  });

  it('does not apply without either', async () => {
    expect(await scoreOf('em/triviaqa@1', answered('x', []))).toHaveProperty('notApplicable');
  });
});
