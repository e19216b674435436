import { expect, it } from 'vitest';

import { type DenseSettings, denseSettings } from '../../../src/retrieval/dense/denseSettings.ts';
import { estimateGraph } from '../../../src/retrieval/dense/estimateGraph.ts';

function estimate(
  count: number,
  dimensions: number,
  hnsw: object = {},
  store: DenseSettings['store'] = 'float32',
) {
  const { search } = denseSettings.parse({ search: { hnsw } });
  if (search === 'exact') throw new Error('A graph was asked for.');
  return estimateGraph(search.hnsw, { store, count, dimensions });
}

it.each([
  [5000, 384, {}, 1.2],
  [20_000, 384, {}, 10.8],
  [100_000, 384, {}, 80.4],
  [20_000, 128, {}, 3.6],
  [20_000, 768, {}, 22.3],
  [20_000, 384, { connectivity: 8 }, 8.4],
  [20_000, 384, { connectivity: 32 }, 18.5],
  [20_000, 384, { expansionAdd: 64 }, 7.7],
  [20_000, 384, { expansionAdd: 256 }, 20.3],
])(
  'comes out near a build that was timed: %i vectors of %i numbers, %j: %f s',
  (count, dimensions, hnsw, took) => {
    const { seconds } = estimate(count, dimensions, hnsw);
    expect(took / seconds).toBeGreaterThan(0.8);
    expect(took / seconds).toBeLessThan(1.3);
  },
);

it('takes half for vectors of 16 bits, in which those of 8 bits are inserted too', () => {
  const full = estimate(20_000, 384);
  const half = estimate(20_000, 384, {}, 'float16');
  expect(half.seconds).toBeCloseTo(full.seconds / 2);
  expect(half.bytes).toBe(20_000 * (2 * 384 + 160));
  expect(estimate(20_000, 384, {}, 'int8')).toStrictEqual(half);
});

it('takes more than ten times as long for ten times as many', () => {
  expect(estimate(1_000_000, 384).seconds).toBeGreaterThan(10 * estimate(100_000, 384).seconds);
});

it('takes some time for a few', () => {
  expect(estimate(10, 384).seconds).toBeGreaterThan(0);
});
