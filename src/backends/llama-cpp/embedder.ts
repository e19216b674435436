import type { LlamaEmbeddingContext, LlamaModel } from 'node-llama-cpp';
import { RagstoneError } from '../../errors.ts';
import type { EmbedAsk } from './messages.ts';

/** `llama_pooling_type` of llama.cpp's `llama.h`. `server`: what the model file says, else the last token. */
const poolings = { mean: 1, last: 3, server: undefined } as const;

/** Embeds texts, one vector each, not normalised. */
export type Embedder = (ask: EmbedAsk, signal: AbortSignal) => Promise<readonly Float32Array[]>;

/** `load` loads the model with a pooling; its weights lie in memory once, however often. */
export function openEmbedder(
  load: (pooling?: number) => Promise<LlamaModel>,
  contextTokens: number,
): Embedder {
  const contexts = new Map<string, Promise<LlamaEmbeddingContext>>();
  const open = async ({ pooling, adapter }: EmbedAsk): Promise<LlamaEmbeddingContext> => {
    const model = await load(poolings[pooling]);
    if (adapter !== undefined) {
      // An embedding context takes no adapter, but opens its context through its model, which is ours alone.
      const create = model.createContext.bind(model);
      model.createContext = (options) => create({ ...options, lora: adapter });
    }
    return model.createEmbeddingContext({ contextSize: contextTokens, batchSize: contextTokens });
  };
  return async (ask, signal) => {
    const key = JSON.stringify([ask.pooling, ask.adapter]);
    const opened = contexts.get(key) ?? open(ask);
    contexts.set(key, opened);
    opened.catch(() => contexts.delete(key));
    const context = await opened;
    const vectors: Float32Array[] = [];
    for (const text of ask.texts) {
      signal.throwIfAborted();
      const ids = context.model.tokenize(text, false);
      const length = context.calculateInputLength(ids);
      if (length === 0) throw new RagstoneError('unsupported', 'A text to embed has no tokens.');
      if (length >= contextTokens) {
        throw new RagstoneError(
          'context-overflow',
          `A text to embed has ${length} tokens; the context has ${contextTokens}.`,
        );
      }
      vectors.push(Float32Array.from((await context.getEmbeddingFor(ids)).vector));
    }
    return vectors;
  };
}
