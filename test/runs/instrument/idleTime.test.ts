import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { idleTime } from '../../../src/runs/instrument/idleTime.ts';

const call = (at: number, ms: number, waitedMs: number) => ({ at, ms, waitedMs });

test.each([
  ['none', [], 0],
  ['a call that waits and works', [call(0, 10, 4)], 4],
  ['one after the other', [call(0, 10, 4), call(10, 10, 3)], 7],
  ['side by side, waiting together', [call(0, 10, 4), call(0, 10, 4)], 4],
  ['one works while the other waits', [call(0, 10, 0), call(0, 20, 10)], 0],
  ['one goes on waiting after the other is done', [call(0, 5, 0), call(0, 20, 10)], 5],
])('%s', (_, calls, expected) => {
  expect(idleTime(calls)).toBe(expected);
});

test('it is never more than the time from the first call to the last, nor less than 0', () => {
  const spans = fc.array(fc.record({ at: fc.nat(100), ms: fc.nat(50), waitedMs: fc.nat(60) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(spans, (calls) => {
      const whole = Math.max(...calls.map(({ at, ms }) => at + ms)) - Math.min(...calls.map(({ at }) => at));
      expect(idleTime(calls)).toBeGreaterThanOrEqual(0);
      expect(idleTime(calls)).toBeLessThanOrEqual(whole);
    }),
  );
});
