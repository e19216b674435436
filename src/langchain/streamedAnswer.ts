import type { BaseChatModel, BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk } from '@langchain/core/messages';
import type { LLMResult } from '@langchain/core/outputs';
import type { Message } from '../backends/dialects/ask.ts';

/** An answer that came bit by bit, as if it had come whole. */
export interface StreamedAnswer {
  readonly result: LLMResult;
  /** Milliseconds to the first text or thought; absent where the model sent all at once. */
  readonly firstTokenMs?: number;
}

/**
 * Streams a chat model's answer. LangChain lets a model that cannot stream send its whole answer as the only chunk: its
 * time is no time to the first token.
 */
export async function streamedAnswer(
  model: BaseChatModel,
  messages: readonly Message[],
  options: Partial<BaseChatModelCallOptions>,
): Promise<StreamedAnswer> {
  const began = performance.now();
  let whole: AIMessageChunk | undefined;
  let chunks = 0;
  let firstTokenMs: number | undefined;
  for await (const chunk of await model.stream(
    messages.map((each) => ({ ...each })),
    options,
  )) {
    if (saysSomething(chunk)) {
      chunks++;
      firstTokenMs ??= performance.now() - began;
    }
    whole = whole === undefined ? chunk : whole.concat(chunk);
  }
  const generations = whole === undefined ? [] : [{ text: whole.text, message: whole }];
  return {
    result: { generations: [generations] },
    ...(chunks > 1 && firstTokenMs !== undefined && { firstTokenMs }),
  };
}

/** The first chunk of many models only names a role, and the last only counts. */
function saysSomething({ content, additional_kwargs: more }: AIMessageChunk): boolean {
  const thought = more['reasoning_content'];
  return content.length > 0 || (typeof thought === 'string' && thought !== '');
}
