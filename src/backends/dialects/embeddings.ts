import { z } from 'zod';
import { backendFault } from '../fault.ts';
import type { Json } from '../http/httpClient.ts';
import type { EmbedDialect } from './dialect.ts';
import { readAs } from './readAs.ts';

const vector = z.array(z.number()).transform((numbers) => Float32Array.from(numbers));
const base64 = z.string().transform((text) => {
  const bytes = Buffer.from(text, 'base64');
  // A copy of its own: Node's pooled buffers are not aligned to four bytes.
  return new Float32Array(Uint8Array.from(bytes).buffer, 0, bytes.length >> 2);
});

const openai = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.union([vector, base64]) })),
});
const lists = z.array(vector);
const ollama = z.object({ embeddings: lists });

/**
 * `POST /v1/embeddings` (vLLM, SGLang, llama-server, OpenAI). `normalise` gives the members that ask for unit vectors or raw ones;
 * `base64` whether the family is known to send float32 that way.
 */
export function openaiEmbeddings(options: {
  readonly base64: boolean;
  readonly normalise?: (wanted: boolean, version: string) => Json;
}): EmbedDialect {
  return {
    path: '/v1/embeddings',
    body: ({ model, adapter, texts, normalise, version }) => ({
      model,
      input: texts,
      encoding_format: options.base64 ? 'base64' : 'float',
      ...options.normalise?.(normalise, version),
      ...adapter,
    }),
    read(answer) {
      const { data } = readAs(openai, answer, 'embedding');
      return data.sort((a, b) => a.index - b.index).map((each) => checked(each.embedding));
    },
  };
}

/** TEI's `POST /embed`: its `/v1/embeddings` always normalises and truncates without a word. */
export const teiEmbed: EmbedDialect = {
  path: '/embed',
  body: ({ texts, normalise }) => ({ inputs: texts, normalize: normalise, truncate: false }),
  read: (answer) => readAs(lists, answer, 'embedding').map(checked),
};

/** Ollama's `POST /api/embed`: always of length 1. */
export const ollamaEmbed: EmbedDialect = {
  path: '/api/embed',
  body: ({ model, texts }) => ({ model, input: texts, truncate: false }),
  read: (answer) => readAs(ollama, answer, 'embedding').embeddings.map(checked),
};

function checked(values: Float32Array): Float32Array {
  if (values.length > 0 && values.every(Number.isFinite)) return values;
  throw backendFault('malformed', 'The server sent a vector that is empty or holds numbers that are none.');
}
