import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { BaseLLM } from '@langchain/core/language_models/llms';
import { AIMessage, AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult, type LLMResult } from '@langchain/core/outputs';

/** What a model of a test says; the words `one two three …` unless told. A token is a word. */
export interface Spoken {
  readonly text?: string;
  /** Members of the message, or of the generation for text models: metadata, reasoning, log-probabilities. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Whether it says what the answer cost. */
  readonly counts?: boolean;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly fails?: Error;
  /** It answers only when this is settled, whatever the signal says. */
  readonly waitsFor?: Promise<void>;
}

const script = 'one two three four five six seven eight';

export function words(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

/** Says its words in a chat, cut at `maxTokens`, as OpenAI's does. */
export class SpeakingChatModel extends BaseChatModel {
  readonly spoken: Spoken;
  readonly temperature: number | undefined;
  readonly heard: BaseMessage[][] = [];

  constructor(spoken: Spoken = {}, more: ConstructorParameters<typeof BaseChatModel>[0] = {}) {
    super(more);
    this.spoken = spoken;
    this.temperature = spoken.temperature;
  }

  _llmType(): string {
    return 'speaking';
  }

  async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    this.heard.push(messages);
    await this.spoken.waitsFor;
    if (this.spoken.fails !== undefined) throw this.spoken.fails;
    const { text, cut } = speak(this.spoken);
    const prompt = messages.reduce((sum, message) => sum + words(message.text), 0);
    const usage_metadata = {
      input_tokens: prompt,
      output_tokens: words(text),
      total_tokens: prompt + words(text),
    };
    const message = new AIMessage({
      content: text,
      response_metadata: { finish_reason: cut ? 'length' : 'stop' },
    });
    Object.assign(message, this.spoken.counts !== false && { usage_metadata }, this.spoken.more);
    return { generations: [{ text, message }] };
  }
}

/** Says them word by word where it is streamed: a role first, then thoughts, then words, at last why it ended. */
export class StreamingChatModel extends SpeakingChatModel {
  override async *_streamResponseChunks(messages: BaseMessage[]): AsyncGenerator<ChatGenerationChunk> {
    const { generations } = await this._generate(messages);
    const message = generations[0]?.message as AIMessage;
    const { additional_kwargs, response_metadata, usage_metadata } = message;
    const chunks = [
      new AIMessageChunk({ content: '' }),
      new AIMessageChunk({ content: '', additional_kwargs }),
      ...message.text.split(/(?= )/).map((content) => new AIMessageChunk({ content })),
      new AIMessageChunk({
        content: '',
        response_metadata,
        ...(usage_metadata !== undefined && { usage_metadata }),
      }),
    ];
    for (const chunk of chunks) yield new ChatGenerationChunk({ text: chunk.text, message: chunk });
  }
}

/** Says its words after a text, as OpenAI's completions did. */
export class SpeakingTextModel extends BaseLLM {
  readonly spoken: Spoken;

  constructor(spoken: Spoken = {}) {
    super({});
    this.spoken = spoken;
  }

  _llmType(): string {
    return 'speaking';
  }

  async _generate(
    prompts: string[],
    _options: this['ParsedCallOptions'],
    _manager?: CallbackManagerForLLMRun,
  ): Promise<LLMResult> {
    const { text, cut } = speak(this.spoken);
    const counted = { promptTokens: words(prompts.join(' ')), completionTokens: words(text) };
    return {
      generations: [
        [{ text, generationInfo: { finish_reason: cut ? 'length' : 'stop', ...this.spoken.more } }],
      ],
      ...(this.spoken.counts !== false && { llmOutput: { tokenUsage: counted } }),
    };
  }
}

function speak({ text = script, maxTokens = Infinity }: Spoken): {
  readonly text: string;
  readonly cut: boolean;
} {
  const all = text.split(' ');
  return { text: all.slice(0, maxTokens).join(' '), cut: all.length > maxTokens };
}
