import { availableParallelism } from 'node:os';
import {
  getLlama,
  getModuleVersion,
  LlamaLogLevel,
  type LlamaModel,
  type LlamaModelOptions,
} from 'node-llama-cpp';
import { RagstoneError, toError } from '../../errors.ts';
import type { Prompt } from '../../ports/prompt.ts';
import { openEmbedder } from './embedder.ts';
import { generateTokens } from './generateTokens.ts';
import type { EmbedAsk, GenerateAsk, Generated, LoadAsk, Loaded, RerankAsk } from './messages.ts';
import { openPromptEncoder } from './promptEncoder.ts';
import { openReranker } from './reranker.ts';
import { openSequencePool, type SequencePool } from './sequencePool.ts';

/** Other versions give no logits, or give them otherwise. */
const version = '3.22.1';

/** A thread more than there are free cores makes everything many times slower, and somebody else needs one. */
function usualThreads(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** More context than this has to be asked for: its memory is taken at once, for each sequence. */
const usualContext = 8192;

/** Keys and values in 32 bits; flash attention on a CPU reads them as 16 bits all the same. */
const exact = {
  experimentalDefaultContextKvCacheKeyType: 'F32',
  experimentalDefaultContextKvCacheValueType: 'F32',
  defaultContextFlashAttention: false,
} as const;

/** A loaded model, inside the engine's process. */
export interface Engine {
  readonly loaded: Loaded;
  generate(ask: GenerateAsk, signal: AbortSignal): Promise<Generated>;
  embed(ask: EmbedAsk, signal: AbortSignal): Promise<readonly Float32Array[]>;
  rerank(ask: RerankAsk, signal: AbortSignal): Promise<readonly number[]>;
  count(prompt: Prompt): Promise<number>;
}

/** @throws RagstoneError `unsupported` for another version of node-llama-cpp; `bad-file` when llama.cpp refuses the file */
export async function openEngine({
  file,
  threads,
  contextTokens,
  cacheType,
  sequences,
}: LoadAsk): Promise<Engine> {
  const installed = await getModuleVersion();
  if (installed !== version) {
    throw new RagstoneError(
      'unsupported',
      `node-llama-cpp ${installed} is installed, but ${version} is needed: npm install node-llama-cpp@${version}`,
    );
  }
  const llama = await getLlama({
    build: 'never',
    logLevel: LlamaLogLevel.error,
    maxThreads: threads ?? usualThreads(),
  });
  const open = async (
    overrides?: NonNullable<LlamaModelOptions['metadataOverrides']>,
  ): Promise<LlamaModel> => {
    try {
      return await llama.loadModel({
        modelPath: file,
        ...(cacheType === 'f32' && exact),
        ...(overrides !== undefined && { metadataOverrides: overrides }),
      });
    } catch (error) {
      const { message } = toError(error);
      throw new RagstoneError('bad-file', `llama.cpp cannot load the model: ${message}`, {
        place: { file },
        cause: error,
      });
    }
  };
  const model = await open();
  const { architecture } = model.fileInfo.metadata.general;
  const perSequence = contextTokens ?? Math.min(model.trainContextSize, usualContext);
  const encoder = await openPromptEncoder(model);
  const embedder = openEmbedder(
    (pooling) => open(pooling === undefined ? undefined : { [architecture]: { pooling_type: pooling } }),
    perSequence,
  );
  const reranker = openReranker(model, perSequence);
  // An adapter is set for a whole context.
  const pools = new Map<string | undefined, Promise<SequencePool>>();
  const poolOf = (adapter: string | undefined): Promise<SequencePool> => {
    const known = pools.get(adapter);
    if (known !== undefined) return known;
    const opened = openSequencePool(model, { contextTokens: perSequence, sequences, adapter });
    pools.set(adapter, opened);
    opened.catch(() => pools.delete(adapter));
    return opened;
  };
  return {
    loaded: {
      version: installed,
      device: llama.gpu === false ? 'CPU' : llama.gpu,
      contextTokens: perSequence,
      chat: encoder.chat,
      ranks: model.fileInsights.supportsRanking,
    },
    async generate(ask, signal) {
      const ids = await encoder.encode(ask.prompt);
      if (ids.length >= perSequence) {
        throw new RagstoneError(
          'context-overflow',
          `The prompt has ${ids.length} tokens; the context has ${perSequence}, and at least one is needed for the answer.`,
        );
      }
      const pool = await poolOf(ask.adapter);
      return pool.use(ids, signal, (sequence, queuedMs) =>
        generateTokens({ model, sequence, ids, ask, limit: perSequence - ids.length, queuedMs }, signal),
      );
    },
    embed: (ask, signal) => embedder(ask, signal),
    rerank: (ask, signal) => reranker(ask, signal),
    count: async (prompt) => (await encoder.encode(prompt)).length,
  };
}
