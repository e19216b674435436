import { isRagstoneError, toError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Environment } from '../../ports/environment.ts';
import type { ManifestCell } from '../../ports/manifest.ts';
import type { Asked, Question } from '../../ports/question.ts';
import type { QuestionRecord, RecordHead } from '../../ports/record.ts';
import type { Source } from '../../ports/retriever.ts';
import type { Scorer } from '../../ports/scorer.ts';
import { keyedRandom } from '../../statistics/keyedRandom.ts';
import { recordTools, refer } from '../instrument/recordTools.ts';
import type { PlannedSystem } from '../plan/resolveSystems.ts';
import { scoreAnswer, scoreFailure } from './scoreAnswer.ts';

/** One question for one cell. */
export interface Task {
  readonly cell: ManifestCell;
  readonly system: PlannedSystem;
  readonly environment: Environment;
  readonly source: Source | undefined;
  /** By role. */
  readonly backends: Readonly<Record<string, Backend>>;
  readonly scorers: readonly Scorer[];
  readonly question: Question;
  readonly position: number;
  readonly warmup: boolean;
  readonly seed: number;
}

/** Failures that are the method's own: they count 0. All others are the infrastructure's and leave the cell incomplete. */
const methodFailures: ReadonlySet<string> = new Set(['budget', 'unparsable', 'context-overflow', 'internal']);

/**
 * Asks the system the question and writes down what happened. Only a stop by the user, or a fault of the disk,
 * is thrown; everything else becomes a record.
 */
export async function answerQuestion(
  task: Task,
  keep: (text: string) => string,
  signal: AbortSignal,
): Promise<QuestionRecord> {
  const { question, environment, system } = task;
  const startedAt = new Date().toISOString();
  const reworded = environment.reword?.(question.asked.text, question);
  const head = (steps: RecordHead['steps']): RecordHead => ({
    cell: task.cell.id,
    question: question.id,
    text: question.asked.text,
    ...(reworded !== undefined && { reworded }),
    slices: question.slices,
    position: task.position,
    warmup: task.warmup,
    startedAt,
    steps,
  });
  if (environment.reword !== undefined && reworded === undefined) {
    return { ...head([]), status: 'skipped', because: 'unsupported' };
  }
  const retriever =
    task.source?.scope === 'question' ? await task.source.forQuestion(question) : task.source?.retriever;
  if (retriever === undefined && task.source !== undefined) {
    const because = task.source.scope === 'question' && task.source.of === 'gold' ? 'no-gold' : 'unsupported';
    return { ...head([]), status: 'skipped', because };
  }

  const rewordQuery =
    environment.on === 'query' && environment.reword !== undefined ? environment.reword : undefined;
  const bound = recordTools({
    retriever,
    backends: task.backends,
    budget: system.budget,
    random: keyedRandom(task.seed, task.cell.id, question.id),
    signal,
    ...(rewordQuery !== undefined && {
      rewordQuery: (query: string) => rewordQuery(query, question) ?? query,
    }),
    keep,
  });
  const asked: Asked =
    environment.on === 'question' && reworded !== undefined
      ? { ...question.asked, text: reworded }
      : question.asked;
  const began = performance.now();
  try {
    const answer = await system.method.answer(asked, bound.tools, system.settings);
    const total = performance.now() - began;
    const { evidence, ...recorded } = answer;
    const lists = bound.lists.finish(evidence);
    return {
      ...head(bound.steps.steps),
      status: 'answered',
      answer: recorded,
      lists: {
        first: refer(lists.first, keep),
        evidence: refer(lists.evidence, keep),
        shown: refer(lists.shown, keep),
        ...(lists.turns !== undefined && { turns: lists.turns.map((held) => refer(held, keep)) }),
      },
      scores: scoreAnswer(
        task.scorers,
        { asked: question.asked, gold: question.gold, answer, lists },
        system.method,
      ),
      spent: bound.spending.spent(),
      ms: bound.live() ? { total: round(total), working: round(Math.max(0, total - bound.waited())) } : null,
    };
  } catch (thrown) {
    signal.throwIfAborted();
    const error = toError(thrown);
    const code = isRagstoneError(error) ? error.code : 'internal';
    if (code === 'storage' || code === 'interrupted') throw error;
    const side = methodFailures.has(code) ? 'method' : 'infrastructure';
    return {
      ...head(bound.steps.steps),
      status: 'failed',
      failure: { code, side, message: error.message },
      scores: side === 'method' ? scoreFailure(task.scorers, question, system.method, bound.steps.steps) : {},
    };
  }
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
