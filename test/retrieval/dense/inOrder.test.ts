import { setTimeout as sleep } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { inOrder } from '../../../src/retrieval/dense/inOrder.ts';
import { never } from '../never.ts';

async function all<T>(results: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const result of results) found.push(result);
  return found;
}

it('keeps the order, whoever is done first, and the limit', async () => {
  let running = 0;
  let most = 0;
  const work = async (item: number): Promise<number> => {
    most = Math.max(most, ++running);
    await sleep(item % 3);
    running--;
    return item * 2;
  };
  expect(await all(inOrder([5, 4, 3, 2, 1, 0], 3, work, never))).toStrictEqual([10, 8, 6, 4, 2, 0]);
  expect(most).toBe(3);
});

it('aborts the others when one fails, and waits for them', async () => {
  let ended = 0;
  const work = async (item: number, signal: AbortSignal): Promise<number> => {
    if (item === 0) throw new Error('broken');
    await sleep(60_000, undefined, { signal }).catch(() => undefined);
    ended++;
    return item;
  };
  await expect(all(inOrder([0, 1, 2], 3, work, never))).rejects.toThrow('broken');
  expect(ended).toBe(2);
});

it('passes the signal on', async () => {
  const stop = new AbortController();
  const work = async (_: number, signal: AbortSignal): Promise<void> => {
    stop.abort(new Error('enough'));
    signal.throwIfAborted();
  };
  await expect(all(inOrder([1], 1, work, stop.signal))).rejects.toThrow('enough');
});
