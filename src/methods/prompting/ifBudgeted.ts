import { isRagstoneError } from '../../errors.ts';

/**
 * What `work` comes to, or `undefined` when the budget, or the model's context, does not reach for it: then a method
 * answers from what it has. Every other failure is thrown on.
 */
export async function ifBudgeted<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isRagstoneError(error) && (error.code === 'budget' || error.code === 'context-overflow'))
      return undefined;
    throw error;
  }
}
