import { z } from 'zod';
import { backendFault } from '../fault.ts';
import type { RerankDialect } from './dialect.ts';
import { readAs } from './readAs.ts';

const scored = z.object({
  index: z.int().min(0),
  relevance_score: z.number().exactOptional(),
  score: z.number().exactOptional(),
});
const shape = z.union([z.array(scored), z.object({ results: z.array(scored) })]);

/** Rerank routes that take `documents` (vLLM, SGLang, llama-server). */
export function documentsRerank(path: string): RerankDialect {
  return { path, body: ({ model, query, texts }) => ({ model, query, documents: texts }) };
}

/** TEI's `POST /rerank`. */
export const teiRerank: RerankDialect = {
  path: '/rerank',
  body: ({ query, texts }) => ({ query, texts, truncate: false }),
};

/**
 * Scores in the order asked, from any server's answer: sorted or not, bare or under `results`.
 * @throws RagstoneError `backend` (malformed) when a text has no score
 */
export function rerankScores(answer: unknown, texts: number): readonly number[] {
  const read = readAs(shape, answer, 'reranking');
  const results = Array.isArray(read) ? read : read.results;
  const byIndex = new Map(results.map((each) => [each.index, each.relevance_score ?? each.score]));
  return Array.from({ length: texts }, (_, index) => {
    const score = byIndex.get(index);
    if (score !== undefined) return score;
    throw backendFault('malformed', `The server gave text ${index + 1} of ${texts} no score.`);
  });
}
