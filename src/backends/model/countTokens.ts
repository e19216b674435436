import type { Prompt } from '../../ports/prompt.ts';
import { sentPrompt } from '../prompts/sentPrompt.ts';
import type { HttpModel } from './httpModel.ts';
import { unsupported } from './unsupported.ts';

/** Tokens that a chat template puts around a turn at most, where the server cannot render it. */
const templateTokens = 16;

/** The tokens of a prompt by the model's own tokenizer, the first token and the chat template included. */
export async function countTokens(model: HttpModel, prompt: Prompt, signal: AbortSignal): Promise<number> {
  const { tokenizer, family } = model;
  if (tokenizer === undefined) throw unsupported(model, 'its server cannot count tokens');
  const sent = await sentPrompt({ prompt }, { tokenizer, idPrompts: family.idPrompts }, signal);
  switch (sent.as) {
    case 'ids':
      return sent.ids.length;
    case 'text':
      // One more for the first token, which the server adds.
      return (await tokenizer.count(sent.text, signal)) + 1;
    case 'messages': {
      const told = await tokenizer.countChat(sent.messages, signal);
      if (told !== undefined) return told;
      const counts = await Promise.all(sent.messages.map(({ content }) => tokenizer.count(content, signal)));
      return counts.reduce((sum, count) => sum + count + templateTokens, 0);
    }
  }
}
