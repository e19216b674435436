import { isRagstoneError } from '../../errors.ts';
import type { SelfRagTools } from './roles.ts';

/** Generations of `maxTokens` that calls and output tokens still hold; one while there is any of both. */
export function affordable(tools: SelfRagTools, maxTokens: number): number {
  const { calls, outputTokens } = tools.left();
  if (calls < 1 || outputTokens < 1) return 0;
  return Math.min(calls, Math.max(1, Math.floor(outputTokens / maxTokens)));
}

/** `undefined` when the budget is spent. */
export async function unlessSpent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isRagstoneError(error) && error.code === 'budget') return undefined;
    throw error;
  }
}

/** `undefined` where a prompt has no room in the model's context or the budget. */
export async function unlessTooLong<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isRagstoneError(error) && error.code === 'context-overflow') return undefined;
    throw error;
  }
}

/**
 * Side by side. Under a budget of context tokens one after another, so that the budget always ends before the same
 * one.
 */
export async function eachOf<T, R>(
  tools: SelfRagTools,
  items: readonly T[],
  work: (item: T, position: number) => Promise<R>,
): Promise<readonly R[]> {
  if (tools.left().contextTokens === Infinity) return Promise.all(items.map(work));
  const done: R[] = [];
  for (const [position, item] of items.entries()) done.push(await work(item, position));
  return done;
}
