import type { QuestionRecord } from '../ports/record.ts';
import { latencyTotals } from './latencyTotals.ts';
import type { WasLimited } from './loweredLimits.ts';
import { meanOf } from './meanOf.ts';
import { sortedRecord } from './sortedRecord.ts';
import { scoreColumns, type ScoreColumns } from './scoreColumns.ts';
import type { Counts, LatencySummary, WorkSummary } from './summary.ts';

/** A system in one environment, gathered record by record. */
export interface CellTotals {
  readonly scores: ScoreColumns;
  add(position: number, record: QuestionRecord | undefined): void;
  counts(): Counts;
  latency(): LatencySummary;
  work(): WorkSummary;
}

/** `opaque`: the system's work was not seen, so there is none to tell. `wasLimited` as of `latencyTotals`. */
export function cellTotals(questions: number, opaque: boolean, wasLimited: WasLimited): CellTotals {
  const scores = scoreColumns(questions);
  const latency = latencyTotals(wasLimited);
  const skipped = new Map<string, number>();
  const counts = {
    expected: 0,
    answered: 0,
    failedByMethod: 0,
    failedByInfrastructure: 0,
    missing: 0,
    empty: 0,
  };
  const work = {
    calls: 0,
    searches: 0,
    promptTokens: 0,
    outputTokens: 0,
    evidencePassages: 0,
    shownPassages: 0,
  };

  return {
    scores,
    add(position, record) {
      counts.expected++;
      if (record === undefined) {
        counts.missing++;
        return;
      }
      scores.add(position, record);
      if (record.status === 'skipped') {
        skipped.set(record.because, (skipped.get(record.because) ?? 0) + 1);
      } else if (record.status === 'failed') {
        if (record.failure.side === 'method') counts.failedByMethod++;
        else counts.failedByInfrastructure++;
      } else {
        counts.answered++;
        if (record.answer.text.trim() === '') counts.empty++;
        work.calls += record.spent.calls;
        work.searches += record.spent.searches;
        work.promptTokens += record.spent.promptTokens;
        work.outputTokens += record.spent.outputTokens;
        work.evidencePassages += record.lists.evidence.length;
        work.shownPassages += record.lists.shown.length;
        latency.add(record);
      }
    },
    counts: () => ({
      ...counts,
      attempted: counts.answered + counts.failedByMethod,
      skipped: sortedRecord(skipped),
    }),
    latency: () => latency.summary(),
    work: () => {
      const answered = opaque ? 0 : counts.answered;
      return {
        calls: meanOf(work.calls, answered),
        searches: meanOf(work.searches, answered),
        promptTokens: meanOf(work.promptTokens, answered),
        outputTokens: meanOf(work.outputTokens, answered),
        evidencePassages: meanOf(work.evidencePassages, answered),
        shownPassages: meanOf(work.shownPassages, answered),
      };
    },
  };
}
