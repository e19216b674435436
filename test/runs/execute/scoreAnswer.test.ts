import { describe, expect, test } from 'vitest';
import type { ScoreInput } from '../../../src/ports/scorer.ts';
import { scoreAnswer, scoreFailure } from '../../../src/runs/execute/scoreAnswer.ts';
import { findScorer } from '../../../src/scoring/findScorer.ts';

const scorers = await Promise.all(['em/hotpot@1', 'recall@5/title/first@1'].map((name) => findScorer(name)));
const found = { passage: { id: 'a', title: 'A', text: 'Text of a.' }, score: 1 };
const input: ScoreInput = {
  asked: { text: 'Who?', task: 'open' },
  gold: { answers: [['Ann']], titles: ['A'] },
  answer: { text: 'Ann' },
  lists: { first: [found], evidence: [found], shown: [] },
};

describe('scoreAnswer', () => {
  test('a system that answers and retrieves has every measure', () => {
    expect(scoreAnswer(scorers, input, { retrieves: true })).toEqual({
      'em/hotpot@1': 1,
      'recall@5/title/first@1': 1,
    });
  });

  test('measures of passages do not apply to a system that never searches', () => {
    expect(scoreAnswer(scorers, input, { retrieves: false })).toEqual({
      'em/hotpot@1': 1,
      'recall@5/title/first@1': { notApplicable: 'the system does not retrieve' },
    });
  });

  test('measures of answers do not apply to a system that only searches', () => {
    expect(scoreAnswer(scorers, input, { retrieves: true, answers: false })).toEqual({
      'em/hotpot@1': { notApplicable: 'the system does not answer' },
      'recall@5/title/first@1': 1,
    });
  });

  test('a failed search counts 0 in passages and nothing in answers', () => {
    const scores = scoreFailure(scorers, input, { retrieves: true, answers: false }, []);
    expect(scores['em/hotpot@1']).toEqual({ notApplicable: 'the system does not answer' });
    expect(scores['recall@5/title/first@1']).toBe(0);
  });
});
