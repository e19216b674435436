import { z } from 'zod';
import type { Passage } from '../../ports/passage.ts';
import type { Prompt } from '../../ports/prompt.ts';

/** A worked example: paragraphs, a question, and its answer as a chain of thought. */
export const demonstration = z.strictObject({
  paragraphs: z.array(z.strictObject({ title: z.string(), text: z.string() })),
  question: z.string().min(1),
  answer: z.string().min(1),
});

type Demonstration = z.infer<typeof demonstration>;

/** Words that a paragraph shows. */
const shownWords = 350;

/** What a prompt of IRCoT is made of. */
export interface IrcotPromptParts {
  readonly kind: Prompt['kind'];
  /** For models that were taught to follow instructions: the system turn of a chat, else left out. */
  readonly instruction: string;
  readonly demonstrations: readonly Demonstration[];
  readonly paragraphs: readonly Pick<Passage, 'title' | 'text'>[];
  readonly question: string;
  /** The chain of thought so far. */
  readonly sentences: readonly string[];
}

/**
 * Demonstrations, three line breaks between them, then paragraphs, question and the thoughts so far, to be gone on
 * with: the layout of ircot @3c1820f698ee, `commaqa/inference/prompt_reader.py`. The chat form is ours.
 */
export function ircotPrompt({ kind, instruction, demonstrations, ...asked }: IrcotPromptParts): Prompt {
  const shown = demonstrations.map(({ paragraphs, question, answer }) =>
    exampleText(paragraphs, question, answer),
  );
  const text = [...shown, exampleText(asked.paragraphs, asked.question, asked.sentences.join(' '))].join(
    '\n\n\n',
  );
  if (kind === 'text') return { kind, parts: [{ text }] };
  return {
    kind,
    turns: [
      { role: 'system', parts: [{ text: instruction }] },
      { role: 'user', parts: [{ text }] },
    ],
  };
}

function exampleText(
  paragraphs: readonly Pick<Passage, 'title' | 'text'>[],
  question: string,
  answer: string,
): string {
  const blocks = paragraphs.map(
    ({ title, text }) => `Wikipedia Title: ${title}\n${text.split(' ').slice(0, shownWords).join(' ')}`,
  );
  return [...blocks, `Q: ${question}\nA: ${answer}`].join('\n\n').trimEnd();
}
