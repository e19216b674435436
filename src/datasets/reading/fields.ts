import { z } from 'zod';

/** Text that says something. */
export const text = z.string().regex(/\S/, 'This text is empty.');

/** An id: text, or a whole number in some layouts. */
export const id = z
  .union([text, z.int()], expected('an id: text that is not empty, or a whole number'))
  .transform(String);

/** At least one answer. Spellings that are empty do occur in official files and are dropped; one has to be left. */
export const answers = z
  .array(z.string())
  .transform((all) => distinct(all.filter((answer) => answer.trim() !== '')))
  .refine((all) => all.length > 0, 'There is no answer: a labelled question needs at least one.');

/** The members of a list, each once, in order of first sight. */
export function distinct<T>(all: readonly T[]): readonly T[] {
  return [...new Set(all)];
}

/** The error of a choice of forms; a missing member is reported as missing. */
export function expected(what: string): {
  readonly error: (issue: { readonly input?: unknown }) => string | undefined;
} {
  return { error: ({ input }) => (input === undefined ? undefined : `Expected ${what}.`) };
}
