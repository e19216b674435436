import type { Source } from '../../ports/retriever.ts';
import { listRetriever } from './listRetriever.ts';

/** The results that come with the question, as they were stored, whatever the query; `undefined` where none do. */
export function savedSource(): Source {
  return {
    scope: 'question',
    of: 'saved',
    async forQuestion({ saved }) {
      if (saved === undefined || saved.length === 0) return undefined;
      return listRetriever({ source: 'saved' }, async (k) => saved.slice(0, k));
    },
  };
}
