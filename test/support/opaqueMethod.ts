import { RunnableLambda } from '@langchain/core/runnables';
import { methodFromRunnable } from '../../src/langchain/methodFromRunnable.ts';

/** A runnable as a method: a user's own module for tests. */
export const opaque = methodFromRunnable(
  RunnableLambda.from((question: string) => `It is ${question.split(' ').length} words long.`),
  { name: 'opaque' },
);
