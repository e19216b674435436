import type { Step } from '../ports/step.ts';

/** Tries that a server refused because it had too much to do: from then on fewer calls were in flight than declared. */
export function overloadedCalls(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => {
    if (step.kind === 'within') return sum + overloadedCalls(step.steps);
    if (!('served' in step) || step.served.by !== 'model') return sum;
    return sum + step.served.retries.filter(({ because }) => because === 'overloaded').length;
  }, 0);
}
