import type { Step } from '../ports/step.ts';

/** Milliseconds from the sending of a call to its first token, for each call that a model answered and that told. */
export function firstTokenTimes(steps: readonly Step[]): readonly number[] {
  return steps.flatMap((step) => {
    if (step.kind === 'within') return firstTokenTimes(step.steps);
    if (step.kind !== 'generate' || step.served.by !== 'model') return [];
    return step.served.firstTokenMs ?? [];
  });
}
