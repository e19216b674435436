import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { spareTime } from '../../src/backends/spareTime.ts';

test('work in spare time is done in order, a piece in each turn of the event loop', async () => {
  const later = spareTime();
  const done: number[] = [];
  for (const n of [1, 2, 3]) later(() => done.push(n));
  expect(done).toEqual([]);
  const seen: number[] = [];
  while (done.length < 3) {
    await nextTurn();
    seen.push(done.length);
  }
  expect(done).toEqual([1, 2, 3]);
  expect(seen).toEqual([1, 2, 3]);
});

test('work that comes up in spare time, or after it, is done too', async () => {
  const later = spareTime();
  const done: string[] = [];
  await new Promise<void>((resolve) =>
    later(() => {
      done.push('first');
      later(resolve);
    }),
  );
  await new Promise<void>((resolve) => later(resolve));
  expect(done).toEqual(['first']);
});
