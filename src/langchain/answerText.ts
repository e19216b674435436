import { RagstoneError } from '../errors.ts';

/** Where chains and agents of LangChain put their answers. */
const places = ['answer', 'text', 'output', 'result'] as const;

/** The answer's text in what a runnable gave back. @throws RagstoneError `usage` when none is found */
export function answerText(given: unknown): string {
  if (typeof given === 'string') return given;
  if (typeof given === 'object' && given !== null) {
    for (const place of places) {
      const found = (given as Readonly<Record<string, unknown>>)[place];
      if (typeof found === 'string') return found;
    }
  }
  throw new RagstoneError(
    'usage',
    `The runnable gave neither a text nor one under ${places.join(', ')}: say with the option output where its answer is.`,
    { input: given },
  );
}
