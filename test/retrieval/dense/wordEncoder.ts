import { RagstoneError } from '../../../src/errors.ts';
import type { Backend, EmbedRequest, Served } from '../../../src/ports/backend.ts';
import { hash32 } from '../../../src/retrieval/arrays/hash32.ts';

const byModel: Served = { by: 'model', queuedMs: 0, ms: 1, retries: [] };

/** An encoder whose vectors are sums of one vector a word, and what it was asked. */
export interface WordEncoder extends Backend {
  readonly asked: EmbedRequest[];
}

/** `contextWords`: longer texts are refused. `vectorsOf` says otherwise what comes. */
export function wordEncoder(
  options: {
    readonly dimensions?: number;
    readonly model?: string;
    readonly digest?: string;
    readonly contextWords?: number;
    readonly before?: (request: EmbedRequest, signal: AbortSignal) => Promise<void> | void;
    readonly vectorOf?: (text: string, request: EmbedRequest) => Float32Array;
    readonly served?: Served;
  } = {},
): WordEncoder {
  const { dimensions = 8, contextWords = Infinity, served = byModel } = options;
  const vectorOf = options.vectorOf ?? ((text) => wordVector(text, dimensions));
  const asked: EmbedRequest[] = [];
  const cannot = async (): Promise<never> => {
    throw new RagstoneError('unsupported', 'It only embeds.');
  };
  return {
    asked,
    identity: {
      server: 'words',
      model: options.model ?? 'words',
      digest: options.digest === undefined ? { known: false } : { known: true, value: options.digest },
      trainedOn: { known: false },
    },
    can: {
      does: ['embed'],
      prompts: [],
      watch: { known: false },
      controlTokens: { known: false },
      seed: { known: false },
      countTokens: false,
      stream: false,
      contextTokens: { known: false },
    },
    async embed(request, signal) {
      signal.throwIfAborted();
      asked.push(request);
      await options.before?.(request, signal);
      if (request.texts.some((text) => text.split(/\s+/).length > contextWords)) {
        throw new RagstoneError('context-overflow', 'A text is too long.');
      }
      return { vectors: request.texts.map((text) => vectorOf(text, request)), served };
    },
    generate: cannot,
    rerank: cannot,
    countTokens: cannot,
  };
}

/** The same text has the same vector everywhere: numbers from −1 to 1 for each word, added up. */
export function wordVector(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of text.split(/\s+/)) {
    for (let at = 0; at < dimensions; at++) {
      vector[at] = (vector[at] ?? 0) + hash32(`${word} ${at}`) / 2 ** 31 - 1;
    }
  }
  return vector;
}
