import type { DocumentInterface } from '@langchain/core/documents';
import type { BaseRetrieverInterface } from '@langchain/core/retrievers';
import { RagstoneError } from '../errors.ts';
import type { Retriever } from '../ports/retriever.ts';
import { firstOfEachId } from '../retrieval/windows/firstOfEachId.ts';
import { abortable } from './abortable.ts';
import { langChainFault } from './langChainFault.ts';
import { type DocumentMapping, passageOf } from './passageOf.ts';

export interface LangChainRetrieverOptions extends DocumentMapping {
  /** Whatever can change a ranking: corpus, analyser, model, parameters. LangChain cannot tell. */
  readonly fingerprint: Retriever['fingerprint'];
  /** The score of a document, higher is better. Default: minus its position, as LangChain's retrievers tell none. */
  readonly scoreOf?: (document: DocumentInterface) => number;
}

/**
 * Any retriever of LangChain. How many documents it brings is its own setting: its list is cut at the k asked for, an
 * id is kept once, at its best rank.
 * @throws RagstoneError `usage` from a search for more than the retriever's own `k`; `backend` when it fails
 */
export function fromLangChainRetriever(
  retriever: BaseRetrieverInterface,
  { fingerprint, scoreOf, ...mapping }: LangChainRetrieverOptions,
): Retriever {
  return {
    fingerprint,
    async search(query, k, signal) {
      const most = 'k' in retriever && typeof retriever.k === 'number' ? retriever.k : Infinity;
      if (k > most) {
        throw new RagstoneError(
          'usage',
          `${k} passages are asked of a LangChain retriever that brings ${most}: make it with k: ${k}.`,
          { input: k },
        );
      }
      const documents = await abortable(() => retriever.invoke(query, { signal }), signal).catch(
        (error: unknown) => {
          signal.throwIfAborted();
          throw langChainFault('The LangChain retriever', error);
        },
      );
      const ranked = documents.map((document, position) => ({
        passage: passageOf(document, mapping),
        score: scoreOf === undefined ? 0 - position : scoreOf(document),
      }));
      return firstOfEachId(ranked).slice(0, k);
    },
    async [Symbol.asyncDispose]() {},
  };
}
