import { describe, expect, test } from 'vitest';
import type { Step } from '../../src/ports/step.ts';
import { allWork, criticalPath } from '../../src/reports/stageTimes.ts';

const retrieve = (at: number, ms: number): Step => ({ kind: 'retrieve', at, ms, query: '', k: 1, found: [] });
const generate = (at: number, ms: number, waited = 0): Step => ({
  kind: 'generate',
  role: 'reader',
  at,
  ms,
  prompt: '',
  text: '',
  finish: 'stop',
  usage: { promptTokens: 1, outputTokens: 1 },
  served: {
    by: 'model',
    queuedMs: waited,
    ms: ms - waited,
    retries: waited === 0 ? [] : [{ because: 'busy', waitedMs: 2 }],
  },
});

describe('critical path', () => {
  test('steps one after the other add up to the total, gaps are other', () => {
    expect(Object.fromEntries(criticalPath([retrieve(1, 3), generate(5, 4)], 10))).toEqual({
      other: 3,
      'generate reader': 4,
      retrieve: 3,
    });
  });

  test('of steps side by side only the one that kept the answer waiting counts', () => {
    const times = criticalPath([generate(0, 5), generate(0, 9), retrieve(0, 7)], 9);
    expect(Object.fromEntries(times)).toEqual({ 'generate reader': 9 });
  });

  test('a stage has the time that its steps do not account for', () => {
    const stage: Step = { kind: 'within', stage: 'refine', label: '', at: 1, ms: 8, steps: [retrieve(2, 3)] };
    expect(Object.fromEntries(criticalPath([stage], 10))).toEqual({ other: 2, refine: 5, retrieve: 3 });
  });

  test('time in a queue and between retries is waiting, not work', () => {
    expect(Object.fromEntries(criticalPath([generate(0, 10, 4)], 10))).toEqual({
      'generate reader': 4,
      waiting: 6,
    });
  });

  test('a microsecond of rounding past the end does not lose a step', () => {
    expect(criticalPath([retrieve(0, 10.001)], 10).get('retrieve')).toBeCloseTo(10.001, 9);
  });

  test('a record without steps is all other', () => {
    expect(Object.fromEntries(criticalPath([], 7))).toEqual({ other: 7 });
  });
});

test('all work counts steps side by side each, and a stage only for what is its own', () => {
  const stage: Step = {
    kind: 'within',
    stage: 'turn',
    label: '',
    at: 0,
    ms: 10,
    steps: [generate(1, 5), generate(1, 8), retrieve(0, 1)],
  };
  expect(Object.fromEntries(allWork([stage]))).toEqual({ turn: 1, 'generate reader': 13, retrieve: 1 });
});
