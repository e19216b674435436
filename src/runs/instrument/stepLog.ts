import type { Step } from '../../ports/step.ts';
import type { StageKind } from '../../ports/tools.ts';

/** The steps of one record as they happen, nested under their stages. Times in milliseconds since `began`. */
export interface StepLog {
  readonly steps: readonly Step[];
  now(): number;
  add(step: Step): void;
  /** A log whose steps land under one heading, which is added when `close` is called. */
  nest(stage: StageKind, label: string): { readonly log: StepLog; close(): void };
}

export function stepLog(began: number = performance.now()): StepLog {
  const steps: Step[] = [];
  const now = () => round(performance.now() - began);
  return {
    steps,
    now,
    add: (step) => {
      steps.push(step);
    },
    nest(stage, label) {
      const at = now();
      const inner = stepLog(began);
      return {
        log: inner,
        close: () => {
          steps.push({ kind: 'within', stage, label, at, ms: round(now() - at), steps: inner.steps });
        },
      };
    },
  };
}

/** Microseconds are kept; more digits would be noise. */
function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
