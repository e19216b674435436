import { z } from 'zod';
import { RagstoneError } from '../../errors.ts';

/** Runs a schema and turns its complaint into an error that names what was being checked. @throws RagstoneError `usage` */
export function checkSettings<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const why = error instanceof z.ZodError ? `\n${z.prettifyError(error)}` : ` ${String(error)}`;
    throw new RagstoneError('usage', `${what} are wrong:${why}`, { cause: error });
  }
}
