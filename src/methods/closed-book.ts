import { z } from 'zod';
import type { MethodDefinition } from '../ports/method.ts';
import { answeringPrompt } from './prompting/answeringPrompt.ts';
import { firstLine } from './prompting/firstLine.ts';
import { fitsReader } from './prompting/fitsReader.ts';

const settings = z.strictObject({
  /** Tokens that an answer may have. FlashRAG: 32. */
  maxTokens: z.int().min(1).max(4096).default(32),
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
  fits: (_settings, can) => fitsReader(can),
  async answer(asked, tools, { maxTokens }) {
    const prompt = answeringPrompt(asked, []);
    const generation = await tools.generate('reader', { prompt, maxTokens, temperature: 0 });
    return { text: firstLine(generation.text), raw: generation.text, evidence: [] };
  },
};
