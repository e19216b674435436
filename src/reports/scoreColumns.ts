import type { QuestionRecord, Scores } from '../ports/record.ts';
import { isApplicable } from '../ports/scorer.ts';
import type { ClusterTotals } from '../statistics/bootstrapMeans.ts';

/** One measure of one cell: its totals by question, and what became of the other records. */
export interface ScoreColumn extends ClusterTotals {
  n: number;
  answered: number;
  readonly notApplicable: Map<string, number>;
}

/** The measures of one cell, filled record by record. Memory: two numbers a question and measure. */
export interface ScoreColumns {
  add(position: number, record: QuestionRecord): void;
  /** `undefined` for a measure that no record has. */
  column(scorer: string): ScoreColumn | undefined;
}

export function scoreColumns(questions: number): ScoreColumns {
  const columns = new Map<string, ScoreColumn>();
  const columnOf = (scorer: string): ScoreColumn => {
    let column = columns.get(scorer);
    if (column === undefined) {
      const [sums, counts] = [new Float64Array(questions), new Float64Array(questions)];
      column = { sums, counts, n: 0, answered: 0, notApplicable: new Map() };
      columns.set(scorer, column);
    }
    return column;
  };
  return {
    column: (scorer) => columns.get(scorer),
    add(position, record) {
      for (const [scorer, score] of Object.entries(scoresOf(record))) {
        const column = columnOf(scorer);
        if (!isApplicable(score)) {
          const because = score.notApplicable;
          column.notApplicable.set(because, (column.notApplicable.get(because) ?? 0) + 1);
          continue;
        }
        column.sums[position] = (column.sums[position] ?? 0) + score;
        column.counts[position] = (column.counts[position] ?? 0) + 1;
        column.n++;
        if (record.status === 'answered') column.answered++;
      }
    },
  };
}

/** The scores that count: those of answers and of the method's own failures. */
export function scoresOf(record: QuestionRecord | undefined): Scores {
  if (record === undefined || record.status === 'skipped') return {};
  if (record.status === 'failed' && record.failure.side === 'infrastructure') return {};
  return record.scores;
}
