import { isRagstoneError, RagstoneError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Retriever } from '../../ports/retriever.ts';
import { combinedFingerprint } from '../fusion/combinedFingerprint.ts';
import { refuseDeeper } from '../fusion/refuseDeeper.ts';
import { rerankPassages, type RerankView } from './rerankPassages.ts';

export interface RerankSettings extends RerankView {
  /** First passages of the part that are reranked; those behind them are not found. */
  readonly depth: number;
}

/**
 * The first passages of `part` in the order of a reranking model, with its scores; equal scores stay in the part's
 * order. The part stays open when it is disposed.
 */
export function rerankedRetriever(part: Retriever, reranker: Backend, settings: RerankSettings): Retriever {
  const { depth } = settings;
  return {
    fingerprint: combinedFingerprint({ retriever: 'rerank', ...settings, ...modelFields(reranker) }, [part]),
    async search(query, k, signal, served) {
      signal.throwIfAborted();
      refuseDeeper('rerank', k, depth);
      const found = await part.search(query, depth, signal, served);
      if (found.length === 0) return [];
      const { ranked, served: by } = await rerankPassages(reranker, query, found, settings, signal).catch(
        explain,
      );
      served?.(by);
      return ranked.slice(0, k);
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** A passage that is too long for the model is no failure of the method that searched. */
function explain(error: unknown): never {
  if (!isRagstoneError(error) || error.code !== 'context-overflow') throw error;
  throw new RagstoneError(
    'usage',
    `A passage is too long for the reranking model (${error.message}). Show it fewer words: give the retriever words: 300, or fewer.`,
    { cause: error },
  );
}

/** Who reranks. Where it is served from is left out: that moves no ranking. */
function modelFields({ identity: { model, adapter, digest } }: Backend): Readonly<Record<string, string>> {
  return {
    reranker: model,
    ...(adapter !== undefined && { 'reranker.adapter': adapter }),
    ...(digest.known && { 'reranker.digest': digest.value }),
  };
}
