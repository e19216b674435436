import { z } from 'zod';
import type { MethodDefinition } from '../ports/method.ts';
import type { Ranked } from '../ports/passage.ts';
import type { Prompt } from '../ports/prompt.ts';
import type { Asked } from '../ports/question.ts';
import { documentLines } from './prompting/answeringPrompt.ts';
import { firstLine } from './prompting/firstLine.ts';
import { fitsPrompt } from './prompting/fitsPrompt.ts';

const settings = z.strictObject({
  /** Chunks to retrieve and prepend. The paper measures retrieval at 5 and 20; what its reader saw was not found. */
  k: z.int().min(1).max(1000).default(5),
  /** Tokens that an answer may have. Ours. */
  maxTokens: z.int().min(1).max(4096).default(32),
  /** `text` for an adapter that was trained to go on with a text. */
  prompt: z.enum(['chat', 'text']).default('chat'),
});

export type InvarRagSettings = z.infer<typeof settings>;

/**
 * Invar-RAG (Liu et al., arXiv 2411.07021), a reconstruction: neither losses nor prompts nor code of the method are
 * published. Its retriever is the source, a `dense` index of the language model's own last-token vectors under its first
 * adapter; here, its second adapter reads the retrieved chunks, which stand before the question, and answers. One
 * search, no loop, no critic.
 */
export const invarRag: MethodDefinition<InvarRagSettings, { readonly reader: 'generate' }> = {
  name: 'invar-rag',
  summary:
    'the language model retrieves with its own vectors (a dense source), then reads with a second adapter',
  roles: { reader: 'generate' },
  retrieves: true,
  settings,
  fidelity: () => 'reconstruction',
  fits: ({ prompt }, can) => fitsPrompt(prompt, can),
  async answer(asked, tools, { k, maxTokens, prompt: kind }) {
    const chunks = await tools.retrieve(asked.text, k);
    const build = (shown: readonly Ranked[]) => prependedPrompt(asked, shown, kind);
    const { prompt, shown } = await tools.fit('reader', chunks, build, maxTokens);
    const stop = kind === 'text' ? { stop: ['\n'] } : {};
    const { text } = await tools.generate('reader', { prompt, maxTokens, temperature: 0, ...stop });
    return { text: firstLine(text), raw: text, evidence: shown };
  },
};

/** Chunks before instruction and question, as the second stage is said to be trained; the wording is ours. */
export function prependedPrompt(asked: Asked, chunks: readonly Ranked[], kind: Prompt['kind']): Prompt {
  const options = asked.choices === undefined ? '' : `\nOptions: ${asked.choices.join(' | ')}`;
  const text = `${documentLines(chunks)}\nAnswer the question as shortly as possible.\nQuestion: ${asked.text}${options}\nAnswer:`;
  const parts = [{ text }];
  return kind === 'text' ? { kind, parts } : { kind, turns: [{ role: 'user', parts }] };
}
