import type { Backend, Served } from '../../ports/backend.ts';
import type { Passage, Ranked } from '../../ports/passage.ts';
import { firstWords } from './firstWords.ts';

/** What a reranking model sees of a passage. */
export interface RerankView {
  /** The text, or the title (where there is one) on a line before it. */
  readonly show: 'text' | 'title-and-text';
  /** Words of a text that the model sees, where its context is short. Default: all. */
  readonly words?: number;
}

/** What a reranker is shown where nobody says otherwise, by the retriever `rerank` and by methods. */
export const usualView: RerankView = { show: 'title-and-text' };

/**
 * Passages in the order of a reranking model, with its scores; equal scores stay in the order given.
 * @throws RagstoneError `context-overflow` when the model finds a passage too long, and what it throws
 */
export async function rerankPassages(
  reranker: Backend,
  query: string,
  passages: readonly Ranked[],
  view: RerankView,
  signal: AbortSignal,
): Promise<{ readonly ranked: readonly Ranked[]; readonly served: Served }> {
  const texts = passages.map(({ passage }) => shown(passage, view));
  const { scores, served } = await reranker.rerank(query, texts, signal);
  const ranked = passages
    .map(({ passage }, n) => ({ passage, score: scores[n] ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) => b.score - a.score);
  return { ranked, served };
}

function shown({ title, text }: Passage, { show, words = Infinity }: RerankView): string {
  const cut = firstWords(text, words);
  return show === 'text' || title === '' ? cut : `${title}\n${cut}`;
}
