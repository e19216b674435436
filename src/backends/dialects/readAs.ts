import type { z } from 'zod';
import { backendFault } from '../fault.ts';

/** The answer in the shape that the dialect promises. @throws RagstoneError `backend` (malformed), naming the field */
export function readAs<S extends z.ZodType>(schema: S, answer: unknown, what: string): z.output<S> {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw backendFault('malformed', `The ${what} is not as its dialect has it${where}: ${issue?.message}.`);
}
