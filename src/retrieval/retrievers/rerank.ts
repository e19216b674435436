import { z } from 'zod';

import { RagstoneError } from '../../errors.ts';
import { rerankedRetriever, type RerankSettings } from '../rerank/rerankedRetriever.ts';
import { usualView } from '../rerank/rerankPassages.ts';
import type { CombinedRetriever } from '../retrieverDefinition.ts';

/**
 * `depth` (≥ 1, default 50): how many passages of the part are reranked. `show`: `title-and-text` (default), a line
 * each, or `text` alone. `words` (≥ 1, default all): how many words of the text the model is shown.
 */
const rerankSettings = z.strictObject({
  depth: z.int().min(1).default(50),
  show: z.enum(['title-and-text', 'text']).default(usualView.show),
  words: z.int().min(1).exactOptional(),
});

/** The first passages of one retriever in the order of a reranking model. */
export const rerank: CombinedRetriever<RerankSettings> = {
  name: 'rerank',
  summary: "another retriever's first passages in the order of a reranking model",
  settings: rerankSettings,
  roles: { reranker: 'rerank' },
  parts: { least: 1, most: 1 },
  combine([part], settings, { reranker }) {
    if (part === undefined || reranker === undefined) {
      throw new RagstoneError('internal', 'A reranking retriever was given no part or no model.');
    }
    return rerankedRetriever(part, reranker, settings);
  },
};
