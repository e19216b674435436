import type { VectorStoreInterface } from '@langchain/core/vectorstores';
import { RagstoneError } from '../errors.ts';
import type { Ranked } from '../ports/passage.ts';
import type { Retriever } from '../ports/retriever.ts';
import { dedupedById } from '../retrieval/windows/dedupedById.ts';
import { abortable } from './abortable.ts';
import { langChainFault } from './langChainFault.ts';
import { type DocumentMapping, passageOf } from './passageOf.ts';

export interface LangChainVectorStoreOptions extends DocumentMapping {
  /** Whatever can change a ranking: corpus, embedding model, parameters of the index. LangChain cannot tell. */
  readonly fingerprint: Retriever['fingerprint'];
  /**
   * What the store's scores are: `similarity` (default), higher is better, or `distance`, lower is better: its
   * negative becomes the score. Stores differ, and their interface does not say.
   */
  readonly scores?: 'similarity' | 'distance';
}

/**
 * Any vector store of LangChain, with its scores. It is asked for more until there are k different ids.
 * @throws RagstoneError `usage` from a search whose scores get better down the list; `backend` when the store fails
 */
export function fromLangChainVectorStore(
  store: VectorStoreInterface,
  { fingerprint, scores = 'similarity', ...mapping }: LangChainVectorStoreOptions,
): Retriever {
  const sign = scores === 'distance' ? -1 : 1;
  return dedupedById({
    fingerprint,
    async search(query, k, signal) {
      const found = await abortable(() => store.similaritySearchWithScore(query, k), signal).catch(
        (error: unknown) => {
          signal.throwIfAborted();
          throw langChainFault('The LangChain vector store', error);
        },
      );
      const ranked = found.map(([document, score]) => ({
        passage: passageOf(document, mapping),
        score: sign * score,
      }));
      refuseWrongSign(ranked, scores);
      return ranked;
    },
    async [Symbol.asyncDispose]() {},
  });
}

function refuseWrongSign(ranked: readonly Ranked[], scores: 'similarity' | 'distance'): void {
  const rises = ranked.some(({ score }, n) => score > (ranked[n - 1]?.score ?? Infinity));
  if (!rises) return;
  const other = scores === 'distance' ? 'similarity' : 'distance';
  throw new RagstoneError(
    'usage',
    `The vector store's scores, taken as ${scores}, get better down its list: if they are of the other kind, say scores: '${other}'.`,
  );
}
