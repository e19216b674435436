import type { QuestionRecord } from '../ports/record.ts';
import { enoughForPercentile, quantile } from '../statistics/quantile.ts';
import { firstTokenTimes } from './firstTokenTimes.ts';
import type { WasLimited } from './loweredLimits.ts';
import { overloadedCalls } from './overloadedCalls.ts';
import { sortedRecord } from './sortedRecord.ts';
import { allWork, criticalPath, type StageTimes } from './stageTimes.ts';
import type { LatencySummary, Percentiles } from './summary.ts';

/** The latency of one cell, gathered record by record. Memory: two numbers a question, and one a streamed call. */
export interface LatencyTotals {
  add(record: Extract<QuestionRecord, { status: 'answered' }>): void;
  summary(): LatencySummary;
}

/** `wasLimited`: whether a server took fewer calls at once than declared while a record was answered. */
export function latencyTotals(wasLimited: WasLimited): LatencyTotals {
  const working: number[] = [];
  const total: number[] = [];
  const firstToken: number[] = [];
  const path = new Map<string, number>();
  const work = new Map<string, number>();
  let [notTimed, warmup, overloaded, limited] = [0, 0, 0, 0];
  return {
    add(record) {
      overloaded += overloadedCalls(record.steps);
      if (record.ms !== null && wasLimited(record)) limited++;
      if (record.ms === null) notTimed++;
      else if (record.warmup) warmup++;
      else {
        working.push(record.ms.working);
        total.push(record.ms.total);
        firstToken.push(...firstTokenTimes(record.steps));
        addTimes(path, criticalPath(record.steps, record.ms.total));
        addTimes(work, allWork(record.steps));
      }
    },
    summary: () => ({
      n: total.length,
      notTimed,
      warmup,
      overloaded,
      limited,
      working: percentiles(working),
      total: percentiles(total),
      firstToken: percentiles(firstToken),
      stages: means(path, total.length),
      allWork: means(work, total.length),
    }),
  };
}

function addTimes(sums: Map<string, number>, times: StageTimes): void {
  for (const [stage, ms] of times) sums.set(stage, (sums.get(stage) ?? 0) + ms);
}

function means(sums: ReadonlyMap<string, number>, n: number): Readonly<Record<string, number>> {
  return sortedRecord(new Map([...sums].map(([stage, ms]) => [stage, ms / n])));
}

function percentiles(values: readonly number[]): Percentiles | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (p: number): number | null =>
    enoughForPercentile(sorted.length, p) ? quantile(sorted, p) : null;
  return {
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
  };
}
