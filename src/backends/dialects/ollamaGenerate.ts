import { z } from 'zod';
import type { Json } from '../http/httpClient.ts';
import type { Ask } from './ask.ts';
import type { GenerateDialect } from './dialect.ts';
import { finishOf } from './finish.ts';
import { chatShape, tokensOfChat } from './logprobShapes.ts';
import type { Piece } from './piece.ts';
import { readAs } from './readAs.ts';
import { throwReported } from './throwReported.ts';

const common = {
  done: z.boolean(),
  done_reason: z.string().nullish(),
  prompt_eval_count: z.int().min(0).nullish(),
  eval_count: z.int().min(0).nullish(),
  logprobs: chatShape.nullish(),
};
const generated = z.object({ ...common, response: z.string(), thinking: z.string().nullish() });
const chatted = z.object({
  ...common,
  message: z.object({ content: z.string(), thinking: z.string().nullish() }),
});

/** Ollama's `POST /api/generate` with `raw`: its `/v1/completions` would put the chat template around the prompt. */
export const ollamaGenerate: GenerateDialect = {
  path: '/api/generate',
  streams: { framing: 'ndjson', ask: { stream: true } },
  body: (ask) => ({
    ...body(ask),
    raw: true,
    prompt: ask.prompt.as === 'text' ? ask.prompt.text : '',
  }),
  read(answer) {
    throwReported(answer);
    const read = readAs(generated, answer, 'generation');
    return piece(read, read.response, read.thinking);
  },
};

/** Ollama's `POST /api/chat`: unlike its `/v1` it can be told not to drop what does not fit. */
export const ollamaChat: GenerateDialect = {
  path: '/api/chat',
  streams: { framing: 'ndjson', ask: { stream: true } },
  body: (ask) => ({
    ...body(ask),
    messages: ask.prompt.as === 'messages' ? ask.prompt.messages : [],
  }),
  read(answer) {
    throwReported(answer);
    const read = readAs(chatted, answer, 'chat answer');
    return piece(read, read.message.content, read.message.thinking);
  },
};

function body(ask: Ask): Json {
  return {
    model: ask.model,
    stream: false,
    truncate: false,
    options: {
      num_predict: ask.maxTokens,
      temperature: ask.temperature,
      top_p: ask.topP,
      top_k: 0,
      min_p: 0,
      repeat_penalty: 1,
      ...(ask.seed !== undefined && { seed: ask.seed }),
      ...(ask.stop.length > 0 && { stop: ask.stop }),
    },
    ...(ask.choose !== undefined && { format: { type: 'string', enum: ask.choose } }),
    ...(ask.logprobs !== undefined && { logprobs: true, top_logprobs: ask.logprobs.depth }),
  };
}

function piece(
  read: z.output<typeof generated> | z.output<typeof chatted>,
  text: string,
  thinking: string | null | undefined,
): Piece {
  const { prompt_eval_count: promptTokens, eval_count: outputTokens } = read;
  const finish = read.done ? finishOf(read.done_reason) : undefined;
  return {
    text,
    ...(thinking && { reasoning: thinking }),
    ...(read.logprobs && { tokens: tokensOfChat(read.logprobs) }),
    ...(finish !== undefined && { finish }),
    ...(typeof promptTokens === 'number' &&
      typeof outputTokens === 'number' && { usage: { promptTokens, outputTokens } }),
  };
}
