import { isRagstoneError, RagstoneError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Passage } from '../../ports/passage.ts';
import type { Retriever } from '../../ports/retriever.ts';
import { combinedFingerprint } from '../fusion/combinedFingerprint.ts';
import { refuseDeeper } from '../fusion/refuseDeeper.ts';
import { firstWords } from './firstWords.ts';

/** What a reranking model is shown of a passage: its text, or its title on a line before it. */
type ShownToReranker = 'text' | 'title-and-text';

export interface RerankSettings {
  /** First passages of the part that are reranked; those behind them are not found. */
  readonly depth: number;
  readonly show: ShownToReranker;
  /** Words of a text that the model is shown, where its context is short. Default: all. */
  readonly words?: number;
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
      const texts = found.map(({ passage }) => shown(passage, settings));
      const { scores, served: by } = await reranker.rerank(query, texts, signal).catch(explain);
      served?.(by);
      return found
        .map(({ passage }, n) => ({ passage, score: scores[n] ?? Number.NEGATIVE_INFINITY }))
        .sort((a, b) => b.score - a.score)
        .slice(0, k);
    },
    async [Symbol.asyncDispose]() {},
  };
}

function shown({ title, text }: Passage, { show, words = Infinity }: RerankSettings): string {
  const cut = firstWords(text, words);
  return show === 'text' || title === '' ? cut : `${title}\n${cut}`;
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
