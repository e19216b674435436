import path from 'node:path';
import type { QuestionRecord } from '../../ports/record.ts';
import { appendedLines, parseAppended } from './appendedLines.ts';
import { filesOfRun } from './runLayout.ts';

/** Which questions of a cell need no further work. Memory: one byte a question of the sample. */
export interface Finished {
  has(position: number): boolean;
  readonly count: number;
  /** Questions whose last record is a failure, by side. */
  readonly failed: { readonly method: number; readonly infrastructure: number };
}

/** A byte a question; 0 = no record yet. */
const [settled, methodFailure, infrastructureFailure] = [1, 2, 3];

/**
 * What is on disk of a cell. Infrastructure failures are never finished: a resumed run asks them again;
 * `retryFailed` asks the method's failures again too.
 */
export async function readFinished(
  folder: string,
  cell: string,
  questions: number,
  retryFailed: boolean,
): Promise<Finished> {
  const state = new Uint8Array(questions);
  for (const file of await filesOfRun(folder, cell)) {
    for await (const line of appendedLines(file)) {
      const record = parseAppended(line, path.basename(file)) as QuestionRecord;
      state[record.position] = stateOf(record);
    }
  }
  const total = (wanted: number): number => state.reduce((sum, each) => sum + (each === wanted ? 1 : 0), 0);
  const failed = { method: total(methodFailure), infrastructure: total(infrastructureFailure) };
  const isFinished = (each: number | undefined): boolean =>
    each === settled || (each === methodFailure && !retryFailed);
  return {
    has: (position) => isFinished(state[position]),
    count: total(settled) + (retryFailed ? 0 : failed.method),
    failed,
  };
}

function stateOf(record: QuestionRecord): number {
  if (record.status !== 'failed') return settled;
  return record.failure.side === 'method' ? methodFailure : infrastructureFailure;
}
