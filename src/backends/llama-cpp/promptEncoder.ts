import { JinjaTemplateChatWrapper, type LlamaModel, SpecialToken, type Token } from 'node-llama-cpp';
import { RagstoneError } from '../../errors.ts';
import type { Prompt, Turn } from '../../ports/prompt.ts';
import { neutralise } from '../prompts/neutralise.ts';
import { runs } from '../prompts/tokenizer.ts';

/** A model's prompts as token ids, the sequence's first token exactly once. */
export interface PromptEncoder {
  /** Whether the model has a chat template. */
  readonly chat: boolean;
  /** @throws RagstoneError `unsupported` for a chat prompt without a template, and for a prompt of no tokens */
  encode(prompt: Prompt): Promise<readonly Token[]>;
}

export async function openPromptEncoder(model: LlamaModel): Promise<PromptEncoder> {
  const template = model.fileInfo.metadata.tokenizer.chat_template;
  const { bos, shouldPrependBosToken } = model.tokens;
  const once = (ids: readonly Token[]): readonly Token[] => {
    if (bos === null || !shouldPrependBosToken || ids[0] === bos) return ids;
    return [bos, ...ids];
  };
  const controls = template === undefined ? [] : controlsOf(model);
  const wrapper =
    template === undefined
      ? undefined
      : new JinjaTemplateChatWrapper({
          template,
          joinAdjacentMessagesOfTheSameType: false,
          trimLeadingWhitespaceInResponses: false,
        });

  const ofChat = (turns: readonly Turn[]): readonly Token[] => {
    if (wrapper === undefined) {
      throw new RagstoneError('unsupported', 'The model has no chat template: ask it with text prompts.');
    }
    const history = turns.map((turn) => {
      const text = contentOf(turn, controls);
      return turn.role === 'assistant'
        ? { type: 'model' as const, response: [text] }
        : { type: turn.role, text };
    });
    const continued = turns.at(-1)?.role === 'assistant';
    const { contextText } = wrapper.generateContextState({
      chatHistory: continued ? history : [...history, { type: 'model', response: [] }],
    });
    // Template and contents are read as one text, as the model saw them in training.
    let text = '';
    const ids: Token[] = [];
    for (const value of contextText.values) {
      if (value instanceof SpecialToken) {
        ids.push(...model.tokenize(text, true), ...value.tokenize(model.tokenizer));
        text = '';
      } else text += typeof value === 'string' ? value : value.value;
    }
    return [...ids, ...model.tokenize(text, true)];
  };

  return {
    chat: template !== undefined,
    async encode(prompt) {
      const ids = once(
        prompt.kind === 'chat'
          ? ofChat(prompt.turns)
          : runs(prompt.parts).flatMap(({ text, controls: parsed }) => model.tokenize(text, parsed)),
      );
      if (ids.length === 0) throw new RagstoneError('unsupported', 'The prompt is empty.');
      return ids;
    },
  };
}

/** What a turn says. Its texts are taken apart where they hold control tokens. */
function contentOf({ parts }: Turn, controls: readonly string[]): string {
  return runs(parts)
    .map((run) =>
      run.controls
        ? run.text
        : neutralise(
            run.text,
            controls.filter((each) => run.text.includes(each)),
          ),
    )
    .join('');
}

function controlsOf(model: LlamaModel): readonly string[] {
  return [...model.iterateAllTokens()]
    .filter((id) => model.isSpecialToken(id))
    .map((id) => model.detokenize([id], true))
    .filter((text) => text.length > 1);
}
