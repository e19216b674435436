import { z } from 'zod';
import type { MethodDefinition } from '../ports/method.ts';
import { answeringPrompt } from './prompting/answeringPrompt.ts';
import { firstLine } from './prompting/firstLine.ts';
import { fitsPrompt } from './prompting/fitsPrompt.ts';

const settings = z.strictObject({
  /** Tokens that an answer may have. FlashRAG: 32. */
  maxTokens: z.int().min(1).max(4096).default(32),
  /** `chat` for models that follow instructions, `text` for models that go on with a text. */
  prompt: z.enum(['chat', 'text']).default('chat'),
});

type Settings = z.infer<typeof settings>;

/** The model's own knowledge: no passages. */
export const closedBook: MethodDefinition<Settings, { readonly reader: 'generate' }> = {
  name: 'closed-book',
  summary: 'the model answers from its own knowledge',
  roles: { reader: 'generate' },
  retrieves: false,
  settings,
  fidelity: () => 'faithful',
  fits: ({ prompt }, can) => fitsPrompt(prompt, can),
  async answer(asked, tools, { maxTokens, prompt: kind }) {
    const prompt = answeringPrompt(asked, [], kind);
    const generation = await tools.generate('reader', { prompt, maxTokens, temperature: 0 });
    return { text: firstLine(generation.text), raw: generation.text, evidence: [] };
  },
};
