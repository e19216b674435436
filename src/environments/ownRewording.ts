import type { Environment } from '../ports/environment.ts';

/**
 * The dataset's own rewording number `n` (from 1). On queries, the question's text is replaced wherever a query
 * contains it; queries that a method wrote itself stay as they are.
 */
export function ownRewording(n: number, on: 'query' | 'question'): Environment {
  return {
    id: on === 'query' ? `own-${n}-on-query` : `own-${n}`,
    summary: `the dataset's rewording ${n}, seen by ${on === 'query' ? 'the retriever only' : 'everything'}`,
    changes: 'retrieval',
    on,
    reword(text, question) {
      const reworded = question.rewordings?.[n - 1];
      return reworded === undefined ? undefined : text.replaceAll(question.asked.text, () => reworded);
    },
  };
}
