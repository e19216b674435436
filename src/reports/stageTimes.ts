import type { Step } from '../ports/step.ts';

/** Milliseconds by stage: the kind of step with its role (`generate reader`), the heading of a stage, `waiting`, `other`. */
export type StageTimes = ReadonlyMap<string, number>;

/**
 * Where the wall time of a record went: from its end backwards, always along the step that ended last, so that of
 * steps side by side only the one that kept the answer waiting counts. Time inside a stage that no step accounts for
 * goes to the stage, outside of all to `other`; time in a queue or between retries to `waiting`. The stages add up
 * to `total`.
 */
export function criticalPath(steps: readonly Step[], total: number): StageTimes {
  const times = new Map<string, number>();
  walk(steps, 0, total, 'other', times);
  return times;
}

/** All work by stage, whether it ran side by side or not, without waiting. */
export function allWork(steps: readonly Step[]): StageTimes {
  const times = new Map<string, number>();
  addAll(steps, times);
  return times;
}

/** Times are rounded to microseconds: a step may seem to end this much after what it is part of. */
const ROUNDING_MS = 0.01;

function walk(
  steps: readonly Step[],
  from: number,
  to: number,
  own: string,
  times: Map<string, number>,
): void {
  let now = to;
  for (const step of [...steps].sort((a, b) => b.at + b.ms - (a.at + a.ms))) {
    const end = step.at + step.ms;
    if (end > now + ROUNDING_MS || step.at < from - ROUNDING_MS) continue;
    add(times, own, Math.max(0, now - end));
    if (step.kind === 'within') walk(step.steps, step.at, end, step.stage, times);
    else addStep(step, times);
    now = step.at;
  }
  add(times, own, Math.max(0, now - from));
}

function addAll(steps: readonly Step[], times: Map<string, number>): void {
  for (const step of steps) {
    if (step.kind === 'within') {
      const own = new Map<string, number>();
      walk(step.steps, step.at, step.at + step.ms, 'own', own);
      add(times, step.stage, own.get('own') ?? 0);
      addAll(step.steps, times);
    } else {
      add(times, stageOf(step), step.ms - waitingOf(step));
    }
  }
}

function addStep(step: Exclude<Step, { kind: 'within' }>, times: Map<string, number>): void {
  const waiting = waitingOf(step);
  add(times, stageOf(step), step.ms - waiting);
  if (waiting > 0) add(times, 'waiting', waiting);
}

function stageOf(step: Exclude<Step, { kind: 'within' }>): string {
  return 'role' in step ? `${step.kind} ${step.role}` : step.kind;
}

function waitingOf(step: Step): number {
  if (!('served' in step) || step.served.by !== 'model') return 0;
  const { queuedMs, retries } = step.served;
  return Math.min(step.ms, queuedMs + retries.reduce((sum, retry) => sum + retry.waitedMs, 0));
}

function add(times: Map<string, number>, stage: string, ms: number): void {
  if (ms !== 0) times.set(stage, (times.get(stage) ?? 0) + ms);
}
