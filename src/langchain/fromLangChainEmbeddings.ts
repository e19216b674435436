import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { backendFault } from '../backends/fault.ts';
import { unknown } from '../backends/known.ts';
import { areUnit, asUnit } from '../backends/model/unitVectors.ts';
import type { Backend, EmbedRequest } from '../ports/backend.ts';
import { abortable } from './abortable.ts';
import { backendIdentity, type LangChainIdentity } from './langChainIdentity.ts';
import { langChainFault } from './langChainFault.ts';
import { refusal } from './refusal.ts';

export interface LangChainEmbeddingsIdentity extends LangChainIdentity {
  /** How it pools, where you know. Without it only requests for the server's own pooling are served. */
  readonly pooling?: 'mean' | 'last';
}

/**
 * Any embeddings of LangChain as a backend that embeds: queries by `embedQuery`, passages by `embedDocuments`.
 * Prefixes, batches and retries are the embeddings' own settings; set `maxRetries: 0`, so that Ragstone sees and counts
 * retries. Vectors are brought to length 1 where asked; raw ones that all have length 1 are refused.
 */
export function fromLangChainEmbeddings(
  embeddings: EmbeddingsInterface,
  { pooling, ...given }: LangChainEmbeddingsIdentity,
): Backend {
  const identity = backendIdentity(given);
  const cannot = async (what: string): Promise<never> => {
    throw refusal(identity, what);
  };
  const vectorsOf = ({ texts, as }: EmbedRequest): Promise<readonly (readonly number[])[]> =>
    as === 'query'
      ? Promise.all(texts.map((text) => embeddings.embedQuery(text)))
      : embeddings.embedDocuments([...texts]);
  return {
    identity,
    can: {
      does: ['embed'],
      prompts: [],
      watch: { known: true, value: 'none' },
      controlTokens: unknown,
      seed: unknown,
      countTokens: false,
      stream: false,
      contextTokens: unknown,
    },
    async embed(request, signal) {
      if (request.pooling !== 'server' && request.pooling !== pooling) {
        const told = pooling === undefined ? 'nobody says how it pools' : `it pools by ${pooling}`;
        throw refusal(identity, `${request.pooling} pooling was asked for, but ${told}`);
      }
      const began = performance.now();
      const raw = await abortable(() => vectorsOf(request), signal).catch((error: unknown) => {
        signal.throwIfAborted();
        throw langChainFault(`Embedding with ${identity.model}`, error);
      });
      const ms = performance.now() - began;
      const vectors = raw.map((vector) => Float32Array.from(vector));
      refuseMisshapen(vectors, request.texts.length);
      if (!request.normalise && areUnit(vectors)) {
        throw refusal(identity, 'raw vectors were asked for, but those that came all have length 1');
      }
      return {
        vectors: request.normalise ? vectors.map(asUnit) : vectors,
        served: { by: 'model', queuedMs: 0, ms, retries: [] },
      };
    },
    generate: () => cannot('it generates no text'),
    rerank: () => cannot('it reranks nothing'),
    countTokens: () => cannot('it counts no tokens'),
  };
}

function refuseMisshapen(vectors: readonly Float32Array[], texts: number): void {
  if (vectors.length !== texts) {
    throw backendFault('malformed', `The embeddings gave ${vectors.length} vectors for ${texts} texts.`);
  }
  const odd = vectors.some(
    (vector) => vector.length === 0 || vector.length !== vectors[0]?.length || !vector.every(Number.isFinite),
  );
  if (odd)
    throw backendFault('malformed', 'The embeddings gave vectors of several lengths, or not of numbers.');
}
