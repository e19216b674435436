import { describe, expect, it } from 'vitest';

import { hotpotOverlap } from '../../../src/scoring/text/hotpotOverlap.ts';
import { answered, scoreInput } from '../support/scoreInput.ts';
import { scoreOf } from '../support/scoreOf.ts';

const gold = {
  answers: [['Chief of Protocol of the United States']],
  facts: [
    { title: 'A', sentence: 0 },
    { title: 'B', sentence: 1 },
  ],
};

describe("HotpotQA's answer measures", () => {
  it.each([
    ['Yes', 'yes', 1, 1, 1, 1],
    ['yes, they are', 'yes', 0, 0, 0, 0],
    ['no', 'no way', 0, 0, 0, 0],
    ['The Beatles', 'beatles', 1, 1, 1, 1],
    ['Chief of Protocol', 'Chief of Protocol of the United States', 0, 2 / 3, 1, 0.5],
    ['', 'the', 1, 0, 0, 0],
    ['noanswer', 'no answer', 0, 0, 0, 0],
    ['Saint-Denis', 'Saint Denis', 0, 0, 0, 0],
    ['3,677 seated', '3677 seated', 1, 1, 1, 1],
    ['New York New York', 'New York', 0, 2 / 3, 0.5, 1],
  ])('give %j for %j: EM %d, F1 %d', async (prediction, right, em, f1, precision, recall) => {
    expect(await scoreOf('em/hotpot@1', answered(prediction, [right]))).toBe(em);
    expect(await scoreOf('f1/hotpot@1', answered(prediction, [right]))).toBeCloseTo(f1, 12);
    expect(hotpotOverlap(prediction, right).precision).toBe(precision);
    expect(hotpotOverlap(prediction, right).recall).toBe(recall);
  });

  it('take the best of several gold answers and spellings', async () => {
    const input = scoreInput({ answer: 'UK', gold: { answers: [['France'], ['United Kingdom', 'UK']] } });
    expect(await scoreOf('em/hotpot@1', input)).toBe(1);
  });

  it('do not apply without a gold answer', async () => {
    expect(await scoreOf('em/hotpot@1', answered('x', []))).toEqual({
      notApplicable: 'the question has no gold answer',
    });
    expect(await scoreOf('f1/hotpot@1', answered('x', []))).toHaveProperty('notApplicable');
  });
});

describe("HotpotQA's joint measures", () => {
  const facts = [{ title: 'A', sentence: 0 }];

  it('multiply precision with precision and recall with recall', async () => {
    const input = scoreInput({ answer: 'Chief of Protocol', facts, gold });
    expect(await scoreOf('sp-f1/hotpot@1', input)).toBeCloseTo(2 / 3, 12);
    expect(await scoreOf('joint-f1/hotpot@1', input)).toBeCloseTo((2 * 1 * 0.25) / 1.25, 12);
    expect(await scoreOf('joint-em/hotpot@1', input)).toBe(0);
  });

  it('are 1 where both halves are right', async () => {
    const input = scoreInput({ answer: 'chief of protocol of United States', facts: gold.facts, gold });
    expect(await scoreOf('sp-em/hotpot@1', input)).toBe(1);
    expect(await scoreOf('joint-em/hotpot@1', input)).toBe(1);
    expect(await scoreOf('joint-f1/hotpot@1', input)).toBe(1);
  });

  it('are 0 where the answer is right and the facts are wrong', async () => {
    const input = scoreInput({ answer: 'Chief of Protocol of the United States', facts: [], gold });
    expect(await scoreOf('joint-f1/hotpot@1', input)).toBe(0);
    expect(await scoreOf('joint-em/hotpot@1', input)).toBe(0);
  });

  it('do not apply where the question has no gold facts', async () => {
    const input = scoreInput({ answer: 'x', facts, gold: { answers: [['x']] } });
    expect(await scoreOf('sp-f1/hotpot@1', input)).toEqual({
      notApplicable: 'the question has no gold supporting facts',
    });
    expect(await scoreOf('joint-f1/hotpot@1', input)).toHaveProperty('notApplicable');
  });

  it('do not apply where the method names no facts', async () => {
    const input = scoreInput({ answer: 'x', gold });
    expect(await scoreOf('sp-em/hotpot@1', input)).toEqual({
      notApplicable: 'the method names no supporting facts',
    });
  });

  it('do not apply where the question has facts but no answer', async () => {
    const input = scoreInput({ answer: 'x', facts, gold: { facts: gold.facts } });
    expect(await scoreOf('joint-em/hotpot@1', input)).toHaveProperty('notApplicable');
    expect(await scoreOf('sp-em/hotpot@1', input)).toBe(0);
  });
});
