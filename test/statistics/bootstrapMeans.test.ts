import { expect, test } from 'vitest';
import { bootstrapMeans, type ClusterTotals } from '../../src/statistics/bootstrapMeans.ts';
import { percentileInterval } from '../../src/statistics/interval.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';

const ofValues = (values: readonly number[]): ClusterTotals => ({
  sums: Float64Array.from(values),
  counts: new Float64Array(values.length).fill(1),
});

const x = Array.from({ length: 120 }, (_, i) => ((i * 53) % 97) / 97);
const y = Array.from({ length: 120 }, (_, i) => ((i * 29) % 89) / 89);

const differences = ofValues(x.map((value, i) => value - (y[i] ?? 0)));

// scipy 1.17.1: bootstrap(…, method='percentile', n_resamples=200000, rng=np.random.default_rng(1)).
test.each([
  ['a mean', ofValues(x), 0.4334192, 0.5370296],
  ['a paired difference', differences, -0.0931851, 0.055205],
  [
    'a mean over clusters of one to three values',
    {
      sums: Float64Array.from({ length: 60 }, (_, i) => (((i * 53) % 97) / 97) * (1 + (i % 3))),
      counts: Float64Array.from({ length: 60 }, (_, i) => 1 + (i % 3)),
    },
    0.3887456,
    0.5466432,
  ],
])('agrees with SciPy on the 95 % interval of %s', (_name, column, low, high) => {
  const interval = percentileInterval(bootstrapMeans([column], keyedRandom(1))[0] ?? new Float64Array());
  // Four Monte Carlo standard errors of a 2.5 % quantile from 10,000 resamples.
  const tolerance = (4 * 2.7 * ((high - low) / 3.92)) / Math.sqrt(10_000);
  expect(Math.abs((interval?.low ?? Number.NaN) - low)).toBeLessThan(tolerance);
  expect(Math.abs((interval?.high ?? Number.NaN) - high)).toBeLessThan(tolerance);
});

test('columns see the same resamples: the difference of two means is the mean of the differences', () => {
  const [a, b, d] = bootstrapMeans([ofValues(x), ofValues(y), differences], keyedRandom(2), 50);
  d?.forEach((value, at) => expect(value).toBeCloseTo((a?.[at] ?? 0) - (b?.[at] ?? 0), 12));
});

test('a column’s distribution does not depend on the columns beside it', () => {
  const alone = bootstrapMeans([ofValues(x)], keyedRandom(2), 50)[0];
  expect(bootstrapMeans([ofValues(y), ofValues(x)], keyedRandom(2), 50)[1]).toEqual(alone);
});

test('more resamples begin with the fewer, whatever their number modulo four', () => {
  const many = bootstrapMeans([ofValues(x)], keyedRandom(2), 12)[0];
  for (const few of [1, 2, 3, 4, 5]) {
    expect(bootstrapMeans([ofValues(x)], keyedRandom(2), few)[0]).toEqual(many?.slice(0, few));
  }
});

test('a measure that few clusters have is the mean over those, and undefined where none is drawn', () => {
  const sums = Float64Array.of(0.5, 0, 0, 0);
  const counts = Float64Array.of(1, 0, 0, 0);
  const [resampled] = bootstrapMeans([{ sums, counts }], keyedRandom(3), 200);
  expect(new Set(resampled)).toEqual(new Set([0.5, Number.NaN]));
  expect(percentileInterval(resampled ?? new Float64Array())).toEqual({ low: 0.5, high: 0.5 });
});

test('without columns there is nothing, without values no interval', () => {
  expect(bootstrapMeans([], keyedRandom(1))).toEqual([]);
  const [resampled] = bootstrapMeans([ofValues([])], keyedRandom(1), 10);
  expect(percentileInterval(resampled ?? new Float64Array())).toBeUndefined();
});

test('of 200 intervals from questions asked four times, about 95 % hold the truth; unclustered far fewer would', () => {
  const random = keyedRandom(21, 'coverage');
  let clustered = 0;
  let unclustered = 0;
  for (let trial = 0; trial < 200; trial++) {
    const rates = Array.from({ length: 80 }, () => random.unit());
    const repeats = rates.map((rate) => Array.from({ length: 4 }, () => Number(random.unit() < rate)));
    const sums = Float64Array.from(repeats, (values) => values.reduce((sum, value) => sum + value, 0));
    const counts = new Float64Array(80).fill(4);
    const byQuestion = percentileInterval(bootstrapMeans([{ sums, counts }], random, 300)[0] ?? sums);
    const byRecord = percentileInterval(bootstrapMeans([ofValues(repeats.flat())], random, 300)[0] ?? sums);
    if (byQuestion !== undefined && byQuestion.low <= 0.5 && byQuestion.high >= 0.5) clustered++;
    if (byRecord !== undefined && byRecord.low <= 0.5 && byRecord.high >= 0.5) unclustered++;
  }
  // The percentile interval of 80 questions holds a little less than it says: 93 to 95 %.
  expect(clustered).toBeGreaterThan(174);
  expect(clustered).toBeLessThan(199);
  expect(unclustered).toBeLessThan(clustered - 10);
});
