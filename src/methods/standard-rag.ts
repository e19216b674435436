import { z } from 'zod';
import type { MethodDefinition } from '../ports/method.ts';
import { answeringPrompt } from './prompting/answeringPrompt.ts';
import { firstLine } from './prompting/firstLine.ts';
import { fitsPrompt } from './prompting/fitsPrompt.ts';

const settings = z.strictObject({
  /** Passages to retrieve and show, best first. FlashRAG: 5. */
  k: z.int().min(1).max(1000).default(5),
  /** Tokens that an answer may have. FlashRAG: 32. */
  maxTokens: z.int().min(1).max(4096).default(32),
  /** `chat` for models that follow instructions, `text` for models that go on with a text. */
  prompt: z.enum(['chat', 'text']).default('chat'),
});

type Settings = z.infer<typeof settings>;

/** Retrieve once with the question as it stands, read once. */
export const standardRag: MethodDefinition<Settings, { readonly reader: 'generate' }> = {
  name: 'standard-rag',
  summary: 'retrieve once, read once',
  roles: { reader: 'generate' },
  retrieves: true,
  settings,
  fidelity: () => 'faithful',
  fits: ({ prompt }, can) => fitsPrompt(prompt, can),
  async answer(asked, tools, { k, maxTokens, prompt: kind }) {
    const found = await tools.retrieve(asked.text, k);
    const { prompt, shown } = await tools.fit(
      'reader',
      found,
      (passages) => answeringPrompt(asked, passages, kind),
      maxTokens,
    );
    const generation = await tools.generate('reader', { prompt, maxTokens, temperature: 0 });
    return { text: firstLine(generation.text), raw: generation.text, evidence: shown };
  },
};
