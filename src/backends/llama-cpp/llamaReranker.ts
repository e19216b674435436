import { RagstoneError } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import { known } from '../known.ts';
import type { EngineProcess } from './engineProcess.ts';
import { rerankedSchema } from './messages.ts';

/** A loaded model with a classification head: it scores texts for a query from 0 to 1, and does nothing else. */
export function llamaReranker(engine: EngineProcess, identity: Backend['identity']): Backend {
  const refuse = (what: string) => async (): Promise<never> => {
    throw new RagstoneError(
      'unsupported',
      `${identity.model} in process is a reranker: it ${what}. Give it the role of a reranker, or name another model.`,
      { input: identity.model },
    );
  };
  return {
    identity,
    can: {
      does: ['rerank'],
      prompts: [],
      watch: known('none' as const),
      controlTokens: known(false),
      seed: known(false),
      countTokens: false,
      stream: false,
      contextTokens: known(engine.loaded.contextTokens),
    },
    generate: refuse('generates nothing'),
    embed: refuse('embeds nothing'),
    countTokens: refuse('counts no tokens of prompts'),
    async rerank(query, texts, signal) {
      const began = performance.now();
      const scores = await engine.ask({ ask: 'rerank', query, texts }, rerankedSchema, signal);
      return { scores, served: { by: 'model', queuedMs: 0, ms: performance.now() - began, retries: [] } };
    },
  };
}
