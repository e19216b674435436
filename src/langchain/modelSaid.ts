import type { LLMResult } from '@langchain/core/outputs';
import { z } from 'zod';
import { finishOf } from '../backends/dialects/finish.ts';
import {
  chatShape,
  completionShape,
  tokensOfChat,
  tokensOfCompletion,
} from '../backends/dialects/logprobShapes.ts';
import type { Piece } from '../backends/dialects/piece.ts';
import { readAs } from '../backends/dialects/readAs.ts';

const block = z.object({
  type: z.string(),
  text: z.string().exactOptional(),
  reasoning: z.string().exactOptional(),
  thinking: z.string().exactOptional(),
});

const metadata = z.object({
  // OpenAI and most others, Anthropic, Ollama, Google.
  finish_reason: z.string().nullish(),
  stop_reason: z.string().nullish(),
  done_reason: z.string().nullish(),
  finishReason: z.string().nullish(),
  logprobs: z.union([z.object({ content: chatShape.nullish() }), completionShape]).nullish(),
});

const message = z.object({
  content: z.union([z.string(), z.array(block)]),
  additional_kwargs: z.object({ reasoning_content: z.string().nullish() }).nullish(),
  response_metadata: z.unknown().optional(),
  usage_metadata: z.object({ input_tokens: z.int(), output_tokens: z.int() }).nullish(),
});

const shape = z.object({
  generations: z
    .tuple([
      z
        .tuple([
          z.object({
            text: z.string(),
            generationInfo: z.unknown().optional(),
            message: message.exactOptional(),
          }),
        ])
        .rest(z.unknown()),
    ])
    .rest(z.unknown()),
  // Chat models that do not add theirs up leave a list here.
  llmOutput: z
    .object({ tokenUsage: z.object({ promptTokens: z.int(), completionTokens: z.int() }).nullish() })
    .nullish()
    .catch(undefined),
});

/** The names that providers have for ends which mean the same. */
const otherNames: Readonly<Record<string, string>> = {
  max_tokens: 'length',
  max_output_tokens: 'length',
  end_turn: 'stop',
  stop_sequence: 'stop',
};

/**
 * What a model of LangChain answered, in the form that the HTTP dialects read answers into. What it does not tell is
 * absent. @throws RagstoneError `backend` (malformed)
 */
export function modelSaid(result: LLMResult): Piece {
  const { generations, llmOutput } = readAs(shape, result, 'answer of the LangChain model');
  const [[first]] = generations;
  const told = readAs(
    metadata,
    { ...asObject(first.generationInfo), ...asObject(first.message?.response_metadata) },
    'metadata of the LangChain model',
  );
  const blocks = typeof first.message?.content === 'object' ? first.message.content : undefined;
  const reasoning = [
    ...(blocks ?? []).map((each) => each.reasoning ?? each.thinking ?? ''),
    first.message?.additional_kwargs?.reasoning_content ?? '',
  ].join('');
  const reason = told.finish_reason ?? told.stop_reason ?? told.done_reason ?? told.finishReason;
  const finish = finishOf(otherNames[reason?.toLowerCase() ?? ''] ?? reason?.toLowerCase());
  const usage = first.message?.usage_metadata;
  const counted = llmOutput?.tokenUsage;
  const tokens = tokensOf(told.logprobs);
  return {
    text: blocks === undefined ? first.text : blocks.map((each) => each.text ?? '').join(''),
    ...(reasoning !== '' && { reasoning }),
    ...(tokens !== undefined && { tokens }),
    ...(finish !== undefined && { finish }),
    ...(counted && {
      usage: { promptTokens: counted.promptTokens, outputTokens: counted.completionTokens },
    }),
    ...(usage && { usage: { promptTokens: usage.input_tokens, outputTokens: usage.output_tokens } }),
  };
}

function tokensOf(logprobs: z.output<typeof metadata>['logprobs']): Piece['tokens'] {
  if (!logprobs) return undefined;
  if ('tokens' in logprobs) return tokensOfCompletion(logprobs);
  return logprobs.content ? tokensOfChat(logprobs.content) : undefined;
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
