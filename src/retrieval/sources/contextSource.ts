import type { Source } from '../../ports/retriever.ts';
import { findAnalyser } from '../analysers/findAnalyser.ts';
import { bm25InMemory } from '../bm25/bm25InMemory.ts';
import { bm25Retriever } from '../bm25/bm25Retriever.ts';
import type { Bm25Settings } from '../bm25/bm25Settings.ts';

/**
 * The question's own passages, ranked by BM25 over them alone: frequencies and lengths are those of the question's
 * passages, not of a corpus, so scores are comparable within one question only. Passages without a word of the query
 * are not found. `undefined` for a question without context.
 * @throws RagstoneError `unknown-name` when there is no such analyser.
 */
export async function contextSource({
  analyser: name,
  titleWeight,
  ...parameters
}: Bm25Settings): Promise<Source> {
  const analyser = await findAnalyser(name);
  return {
    scope: 'question',
    of: 'context',
    async forQuestion({ context }) {
      if (context === undefined || context.length === 0) return undefined;
      return bm25Retriever(bm25InMemory(context, analyser, { source: 'context' }, titleWeight), parameters);
    },
  };
}
