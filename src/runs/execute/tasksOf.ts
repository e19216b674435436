import type { Backend } from '../../ports/backend.ts';
import type { Source } from '../../ports/retriever.ts';
import { holds, type Shard } from '../disk/shard.ts';
import type { PlannedCell, PlannedDataset } from '../plan/makePlan.ts';
import { surveyedQuestions } from '../plan/surveyDataset.ts';
import type { Task } from './answerQuestion.ts';

/** First records of a cell, in each process, that are left out of latency: caches are cold. */
const warmups = 3;

/**
 * The work of one writer: question by question, and for each question every cell, beginning with another one
 * each time, so that a machine that grows slower or faster does so for all systems alike. What is finished, or
 * belongs to another shard, is left out.
 */
export async function* tasksOf(
  planned: PlannedDataset,
  options: {
    readonly sourceOf: (cell: PlannedCell) => Source | undefined;
    readonly backendsOf: (cell: PlannedCell, question: string) => Readonly<Record<string, Backend>>;
    readonly isFinished: (cell: PlannedCell, position: number) => boolean;
    readonly shard: Shard;
    readonly seed: number;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<Task> {
  const { cells, scorers } = planned;
  const begun = new Map<string, number>();
  let position = -1;
  for await (const question of surveyedQuestions(planned.dataset, planned.survey, options.signal)) {
    position += 1;
    if (!holds(options.shard, question.id)) continue;
    for (let turn = 0; turn < cells.length; turn += 1) {
      const cell = cells[(position + turn) % cells.length];
      if (cell === undefined || options.isFinished(cell, position)) continue;
      const before = begun.get(cell.id) ?? 0;
      begun.set(cell.id, before + 1);
      yield {
        cell,
        system: cell.planned.system,
        environment: cell.planned.environment,
        source: options.sourceOf(cell),
        backends: options.backendsOf(cell, question.id),
        scorers,
        question,
        position,
        warmup: before < warmups,
        seed: options.seed,
      };
    }
  }
}
