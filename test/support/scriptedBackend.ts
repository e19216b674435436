import type { Backend, GenerateRequest, Served } from '../../src/ports/backend.ts';
import type { Prompt } from '../../src/ports/prompt.ts';

/** A backend that says what a test tells it to and keeps what it was asked. A token is a word. */
export function scriptedBackend(script: {
  readonly say?: (request: GenerateRequest, call: number) => string;
  readonly score?: (query: string, text: string) => number;
  readonly contextTokens?: number;
  readonly countTokens?: boolean;
  readonly served?: Served;
}): Backend & { readonly asked: GenerateRequest[] } {
  const asked: GenerateRequest[] = [];
  const served: Served = script.served ?? { by: 'model', queuedMs: 0, ms: 1, retries: [] };
  return {
    asked,
    identity: {
      server: 'script',
      model: 'script',
      digest: { known: false },
      trainedOn: { known: false },
    },
    can: {
      does: ['generate', 'embed', 'rerank'],
      prompts: ['text', 'chat'],
      watch: { known: false },
      controlTokens: { known: false },
      seed: { known: false },
      countTokens: script.countTokens ?? true,
      stream: false,
      contextTokens:
        script.contextTokens === undefined ? { known: false } : { known: true, value: script.contextTokens },
    },
    generate: async (request, signal) => {
      signal.throwIfAborted();
      const text = script.say?.(request, asked.length) ?? '';
      asked.push(request);
      const usage = {
        promptTokens: words(request.prompt),
        outputTokens: text.split(/\s+/).filter(Boolean).length,
      };
      return { text, finish: 'stop', usage, served };
    },
    embed: async ({ texts }) => ({ vectors: texts.map((text) => Float32Array.of(text.length)), served }),
    rerank: async (query, texts) => ({
      scores: texts.map((text) => script.score?.(query, text) ?? 0),
      served,
    }),
    countTokens: async (prompt) => words(prompt),
  };
}

function words(prompt: Prompt): number {
  const parts = prompt.kind === 'text' ? prompt.parts : prompt.turns.flatMap((turn) => turn.parts);
  const text = parts.map((part) => ('text' in part ? part.text : part.control)).join(' ');
  return text.split(/\s+/).filter(Boolean).length;
}
