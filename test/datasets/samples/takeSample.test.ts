import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Sample, takeSample } from '../../../src/datasets/samples/takeSample.ts';
import type { Question } from '../../../src/ports/question.ts';
import { keyedRandom } from '../../../src/statistics/keyedRandom.ts';
import { refusal } from '../../io/refusal.ts';

function question(id: string): Question {
  return { id, asked: { text: id, task: 'open' }, gold: { answers: [] }, slices: {} };
}

async function* numbered(count: number): AsyncGenerator<Question> {
  for (let n = 0; n < count; n++) yield question(String(n));
}

async function sampled(count: number, sample: Sample): Promise<readonly number[]> {
  const found = await Array.fromAsync(takeSample(numbered(count), sample));
  return found.map(({ id }) => Number(id));
}

const reservoir = (n: number, seed: number): Sample => ({
  kind: 'reservoir',
  n,
  random: keyedRandom(seed, 'test'),
});

describe('a limit', () => {
  it('takes the first questions and reads no further', async () => {
    async function* breaking(): AsyncGenerator<Question> {
      yield* numbered(3);
      throw new Error('read too far');
    }
    const found = await Array.fromAsync(takeSample(breaking(), { kind: 'limit', n: 3 }));
    expect(found.map(({ id }) => id)).toStrictEqual(['0', '1', '2']);
  });

  it('takes all of fewer', async () => {
    expect(await sampled(2, { kind: 'limit', n: 5 })).toStrictEqual([0, 1]);
  });
});

describe('a seeded sample', () => {
  it('has n different questions in the order of the dataset', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 30 }), fc.nat(), async (count, n, seed) => {
        const found = await sampled(count, reservoir(n, seed));
        expect(found).toHaveLength(Math.min(count, n));
        expect(found).toStrictEqual([...new Set(found)].sort((a, b) => a - b));
      }),
    );
  });

  it('is the same for the same seed and another for another', async () => {
    expect(await sampled(1000, reservoir(20, 7))).toStrictEqual(await sampled(1000, reservoir(20, 7)));
    expect(await sampled(1000, reservoir(20, 7))).not.toStrictEqual(await sampled(1000, reservoir(20, 8)));
  });

  it('takes every question equally often', async () => {
    const counts = Array.from({ length: 20 }, () => 0);
    for (let seed = 0; seed < 2000; seed++) {
      for (const found of await sampled(20, reservoir(5, seed))) counts[found] = (counts[found] ?? 0) + 1;
    }
    // 500 each is expected, with a standard deviation of 19.4.
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(5 * 19.4);
  });
});

describe('a list of ids', () => {
  it('takes those questions in the order of the dataset', async () => {
    expect(await sampled(10, { kind: 'ids', ids: new Set(['7', '2']) })).toStrictEqual([2, 7]);
  });

  it('is refused when the dataset has not all of them', async () => {
    const { code, message } = await refusal(
      takeSample(numbered(3), { kind: 'ids', ids: new Set(['1', 'x', 'y']) }),
    );
    expect(code).toBe('unknown-name');
    expect(message).toBe('The dataset has no questions with these ids: x, y.');
  });
});
