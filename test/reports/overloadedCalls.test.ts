import { expect, test } from 'vitest';
import type { Step } from '../../src/ports/step.ts';
import { overloadedCalls } from '../../src/reports/overloadedCalls.ts';

function rerank(...because: readonly string[]): Step {
  const retries = because.map((each) => ({ because: each, waitedMs: 1 }));
  return {
    kind: 'rerank',
    at: 0,
    ms: 1,
    role: 'r',
    texts: 1,
    served: { by: 'model', queuedMs: 0, ms: 1, retries },
  };
}

test('counts refused tries of all steps, nested ones too, and no other retries', () => {
  const steps: readonly Step[] = [
    rerank('overloaded', 'connection'),
    { kind: 'within', at: 0, ms: 1, stage: 'turn', label: '1', steps: [rerank('overloaded'), rerank()] },
    { kind: 'rerank', at: 0, ms: 0, role: 'r', texts: 1, served: { by: 'log', key: 'k' } },
  ];
  expect(overloadedCalls(steps)).toBe(2);
});
