import { z } from 'zod';
import { teiEmbed } from '../dialects/embeddings.ts';
import { teiRerank } from '../dialects/rerank.ts';
import type { Family } from '../family.ts';
import { known } from '../known.ts';
import { refuseAdapter } from '../refuseAdapter.ts';

const info = z.object({
  model_id: z.string(),
  model_sha: z.string().nullish(),
  served_model_name: z.string().nullish(),
  model_type: z.union([
    z.object({ embedding: z.object({ pooling: z.string() }) }),
    z.object({ reranker: z.unknown() }),
    z.object({ classifier: z.unknown() }),
  ]),
  max_input_length: z.int(),
  max_client_batch_size: z.int().min(1),
  version: z.string(),
});

/** Text Embeddings Inference. */
export const tei: Family = {
  name: 'tei',
  recognise: { path: '/info', matches: (answer) => info.safeParse(answer).success },
  async describe(get, { model, adapter }) {
    refuseAdapter('TEI', adapter);
    const told = info.safeParse(await get('/info')).data;
    const names = told === undefined ? [] : [told.model_id, told.served_model_name ?? told.model_id];
    return {
      version: told?.version ?? 'unknown',
      models: told === undefined ? undefined : [...new Set(names)],
      digest: known(told?.model_sha),
      contextTokens: known(told?.max_input_length),
      address: { model, text: {}, chat: {} },
      does:
        told === undefined ? ['embed', 'rerank'] : 'embedding' in told.model_type ? ['embed'] : ['rerank'],
      ...(told !== undefined &&
        'embedding' in told.model_type && { pooling: told.model_type.embedding.pooling.replace('_', '-') }),
      batch: told?.max_client_batch_size ?? 32,
    };
  },
  embed: teiEmbed,
  rerank: teiRerank,
  idPrompts: false,
  controlTokens: known(false),
  logprobs: {
    depth: 0,
    chatDepth: 0,
    chosenIds: false,
    restricts: false,
    prompt: false,
    afterSampling: false,
  },
};
