import { z } from 'zod';
import { backendFault } from '../fault.ts';
import type { Json } from '../http/httpClient.ts';
import type { GenerateDialect } from './dialect.ts';
import { finishOf } from './finish.ts';
import { chatShape, tokensOfChat } from './logprobShapes.ts';
import { openaiUsage, usageOf } from './openaiUsage.ts';
import { readAs } from './readAs.ts';
import { throwReported } from './throwReported.ts';

const said = z.object({
  content: z.string().nullish(),
  // vLLM and Ollama: `reasoning`; SGLang, llama-server and older vLLM: `reasoning_content`.
  reasoning: z.string().nullish(),
  reasoning_content: z.string().nullish(),
});

const shape = z.object({
  choices: z.array(
    z.object({
      message: said.exactOptional(),
      delta: said.exactOptional(),
      finish_reason: z.string().nullish(),
      logprobs: z.object({ content: chatShape.nullish() }).nullish(),
    }),
  ),
  usage: openaiUsage,
});

/** What one family adds to the common body. */
export interface ChatExtras {
  readonly always: Json;
  readonly showControls?: Json;
  /** Confines the answer to tokens, and has it tell ids. */
  readonly restrictTo?: (ids: readonly number[]) => Json;
  readonly choose?: (choices: readonly string[]) => Json;
  /** The name of the limit, which OpenAI's own server changed. */
  readonly limit?: (host: string) => string;
}

/** `POST /v1/chat/completions`. */
export function openaiChat(extras: ChatExtras): GenerateDialect {
  return {
    path: '/v1/chat/completions',
    streams: {
      framing: 'sse',
      ask: { stream: true, stream_options: { include_usage: true } },
    },
    body: (ask) => ({
      model: ask.model,
      messages: ask.prompt.as === 'messages' ? ask.prompt.messages : [],
      [extras.limit?.(ask.host) ?? 'max_tokens']: ask.maxTokens,
      temperature: ask.temperature,
      top_p: ask.topP,
      ...(ask.seed !== undefined && { seed: ask.seed }),
      ...(ask.stop.length > 0 && { stop: ask.stop }),
      ...extras.always,
      ...(ask.showControls && extras.showControls),
      ...(ask.logprobs !== undefined && { logprobs: true, top_logprobs: ask.logprobs.depth }),
      ...(ask.restrictTo !== undefined && extras.restrictTo?.(ask.restrictTo)),
      ...(ask.choose !== undefined && extras.choose?.(ask.choose)),
      ...ask.adapter,
    }),
    read(answer) {
      throwReported(answer);
      const { choices, usage } = readAs(shape, answer, 'chat completion');
      const choice = choices[0];
      if (choice === undefined) {
        if (usage !== null && usage !== undefined) return { text: '', ...usageOf(usage) };
        throw backendFault('malformed', 'The server answered without a choice.');
      }
      const message = choice.message ?? choice.delta ?? {};
      const reasoning = message.reasoning ?? message.reasoning_content;
      const finish = finishOf(choice.finish_reason);
      return {
        text: message.content ?? '',
        ...(reasoning && { reasoning }),
        ...(choice.logprobs?.content && { tokens: tokensOfChat(choice.logprobs.content) }),
        ...(finish !== undefined && { finish }),
        ...usageOf(usage),
      };
    },
  };
}
