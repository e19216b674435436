import type { Generation } from '../../ports/backend.ts';
import type { Left } from '../../ports/budget.ts';

/** Whether the budget reaches for one more call like `last` and a closing one of `maxTokens` behind it. */
export function reachesFurther(left: Left, last: Generation | undefined, maxTokens: number): boolean {
  const prompts = 2 * (last?.usage.promptTokens ?? 0);
  return left.calls > 1 && left.outputTokens > maxTokens && left.contextTokens > prompts;
}
