import { bootstrapMeans, type ClusterTotals } from '../../src/statistics/bootstrapMeans.ts';
import { holm } from '../../src/statistics/holm.ts';
import { percentileInterval } from '../../src/statistics/interval.ts';
import { keyedRandom } from '../../src/statistics/keyedRandom.ts';
import { mcnemar } from '../../src/statistics/mcnemar.ts';
import { signFlip } from '../../src/statistics/signFlip.ts';

// All paired statistics of ten methods over HotpotQA's 7,405 questions, EM and F1, 10,000 resamples, every method
// against the first: `npx node bench/statistics/pairedStatistics.ts [methods] [questions]`.
const [methods = 10, questions = 7405] = process.argv.slice(2).map(Number);
const random = keyedRandom(1, 'bench');
const ones = new Float64Array(questions).fill(1);
const column = (sums: Float64Array): ClusterTotals => ({ sums, counts: ones });
const f1 = Array.from({ length: methods }, () =>
  Float64Array.from({ length: questions }, () => Math.max(0, random.below(12) - 5) / 6),
);
const em = f1.map((values) => values.map((value) => Number(value === 1)));
const minus = (a: Float64Array, b: Float64Array | undefined): Float64Array =>
  a.map((value, index) => value - (b?.[index] ?? 0));

function timed<T>(name: string, work: () => T): T {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  console.log(`${name.padEnd(44)} ${((user + system) / 1000).toFixed(0).padStart(6)} ms`);
  return result;
}

console.log(`${methods} methods, ${questions} questions, processor time`);
timed('all', () => {
  timed('intervals of means and of differences', () => {
    const resampled = bootstrapMeans([...em, ...f1].map(column), keyedRandom(1));
    const differences = resampled.map((own, index) => minus(own, resampled[index < methods ? 0 : methods]));
    return [...resampled, ...differences].map((distribution) => percentileInterval(distribution));
  });
  const flips = timed('sign-flip tests of F1', () =>
    f1.slice(1).map((own, index) => signFlip(minus(own, f1[0]), keyedRandom(1, index)).p),
  );
  const exact = timed("McNemar's tests of EM", () =>
    em.slice(1).map((own) => {
      const differences = minus(own, em[0]);
      return mcnemar(
        differences.filter((value) => value > 0).length,
        differences.filter((value) => value < 0).length,
      );
    }),
  );
  return holm([...flips, ...exact]);
});
