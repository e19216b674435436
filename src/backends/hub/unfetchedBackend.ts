import { RagstoneError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import { known, unknown } from '../known.ts';

/**
 * A model file that is not on this machine, for plans: what any GGUF file can do in process, as far as the file does not
 * decide it. Whether it has a template for chat prompts, or is a reranker, is seen only when it is here. To ask it
 * anything is refused.
 */
export function unfetchedBackend(address: string, model: string): Backend {
  const refuse = async (): Promise<never> => {
    throw new RagstoneError(
      'missing-data',
      `${address} is not on this machine: ragstone models pull ${address}`,
      {
        input: address,
      },
    );
  };
  return {
    identity: { server: `llama.cpp in process, ${address}`, model, digest: unknown, trainedOn: unknown },
    can: {
      does: ['generate', 'embed', 'rerank'],
      prompts: ['text', 'chat'],
      watch: known('exact' as const),
      controlTokens: known(true),
      seed: known(true),
      countTokens: true,
      stream: false,
      contextTokens: unknown,
    },
    generate: refuse,
    embed: refuse,
    rerank: refuse,
    countTokens: refuse,
  };
}
