import { expect, it } from 'vitest';

import { searchAll } from '../../../src/retrieval/serve/searchAll.ts';
import { never } from '../never.ts';
import { part, ranking } from '../ranking.ts';

const letters = part(ranking('abc'));

it('lets everything else have its turn between the queries of a large request', async () => {
  let [turn, done] = [0, false];
  const tick = (): void => {
    turn += 1;
    if (!done) setImmediate(tick);
  };
  tick();
  const turns = new Set<number>();
  const noting = {
    ...letters,
    search: async () => {
      turns.add(turn);
      return [];
    },
  };
  await searchAll(noting, { queries: Array.from({ length: 80 }, (_, n) => `q${n}`), k: 1 }, never);
  done = true;
  expect(turns.size).toBeGreaterThanOrEqual(10);
});

it('begins no further search once it is told to stop', async () => {
  const stop = new AbortController();
  const searched: string[] = [];
  const stopping = {
    ...letters,
    search: async (query: string) => {
      searched.push(query);
      stop.abort(new Error('told to stop'));
      return [];
    },
  };
  const asked = { queries: Array.from({ length: 80 }, (_, n) => `q${n}`), k: 1 };
  await expect(searchAll(stopping, asked, stop.signal)).rejects.toThrow('told to stop');
  expect(searched).toStrictEqual(['q0']);
});
