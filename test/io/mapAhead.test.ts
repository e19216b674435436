import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';

import { mapAhead } from '../../src/io/mapAhead.ts';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let n = 0; n < count; n++) yield n;
}

it('gives results in order, however long each takes, with no more in work than told', async () => {
  let [inWork, most] = [0, 0];
  const work = async (n: number): Promise<number> => {
    most = Math.max(most, ++inWork);
    await wait((n * 7) % 5);
    inWork -= 1;
    return n * n;
  };
  expect(await Array.fromAsync(mapAhead(numbers(20), 4, work))).toEqual(
    Array.from({ length: 20 }, (_, n) => n * n),
  );
  expect(most).toBeLessThanOrEqual(4);
  expect(most).toBeGreaterThan(1);
});

it('works on one at a time, and on nothing', async () => {
  expect(await Array.fromAsync(mapAhead(numbers(3), 1, async (n) => n))).toEqual([0, 1, 2]);
  expect(await Array.fromAsync(mapAhead(numbers(0), 5, async (n) => n))).toEqual([]);
});

it('throws what the first failure threw, after those begun have ended', async () => {
  const ended: number[] = [];
  const work = async (n: number): Promise<void> => {
    if (n === 1) throw new Error('one');
    await wait(5);
    ended.push(n);
  };
  await expect(Array.fromAsync(mapAhead(numbers(9), 3, work))).rejects.toThrow('one');
  expect(ended).toEqual([0, 2, 3]);
});
