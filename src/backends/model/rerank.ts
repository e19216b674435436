import type { Reranked } from '../../ports/backend.ts';
import { rerankScores } from '../dialects/rerank.ts';
import type { HttpModel } from './httpModel.ts';
import { unsupported } from './unsupported.ts';

const usualBatch = 256;

/** Scores texts in batches that the server takes. */
export async function rerank(
  model: HttpModel,
  query: string,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<Reranked> {
  const { client, family, described } = model;
  const dialect = family.rerank;
  if (dialect === undefined || !model.can.does.includes('rerank')) {
    throw unsupported(model, 'it reranks nothing');
  }
  const began = performance.now();
  const scores: number[] = [];
  const batch = described.batch ?? usualBatch;
  for (let from = 0; from < texts.length; from += batch) {
    const some = texts.slice(from, from + batch);
    const body = dialect.body({ model: described.address.model, query, texts: some });
    const { json } = await client.post(dialect.path, body, signal);
    scores.push(...rerankScores(json, some.length));
  }
  return { scores, served: { by: 'model', queuedMs: 0, ms: performance.now() - began, retries: [] } };
}
