import { z } from 'zod';

import { RagstoneError } from '../../errors.ts';

const fields = z.record(z.string(), z.union([z.string(), z.number()]));

const engineNote = z.strictObject({
  ragstoneEngine: z.literal(1),
  corpus: z.strictObject({ name: z.string(), passages: z.number(), sha256: z.string() }),
  engine: fields,
  /** `false` while passages are uploaded. */
  complete: z.boolean(),
});

/** What is kept in an engine: which corpus it holds, made searchable how. */
export type EngineNote = z.infer<typeof engineNote>;

/** @throws RagstoneError `mismatch` when it was not Ragstone, or another version of it, that wrote the note */
export function parseNote(text: string): EngineNote {
  const parsed = engineNote.safeParse(asJson(text));
  if (parsed.success) return parsed.data;
  throw new RagstoneError(
    'mismatch',
    'The engine holds a note that this version of Ragstone cannot read: empty the engine and push the corpus again.',
    { input: text, cause: parsed.error },
  );
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @throws RagstoneError `mismatch`, naming the field, when an engine was filled with another corpus, or its passages
 * were made searchable otherwise
 */
export function refuseOtherNote(held: EngineNote, asked: Pick<EngineNote, 'corpus' | 'engine'>): void {
  refuseOtherFields('corpus', held.corpus, asked.corpus);
  refuseOtherFields('engine', held.engine, asked.engine);
}

/** @throws RagstoneError `mismatch` as `refuseOtherNote` does */
export function refuseOtherFields(
  what: string,
  held: Readonly<Record<string, unknown>>,
  asked: Readonly<Record<string, unknown>>,
): void {
  for (const field of new Set([...Object.keys(held), ...Object.keys(asked)])) {
    if (held[field] === asked[field]) continue;
    throw new RagstoneError(
      'mismatch',
      `The engine was filled with ${what}.${field} ${shown(held[field])}, asked for is ${shown(asked[field])}: ` +
        'name an engine (a table, an index) of its own for each, or empty this one and push again.',
      { input: held[field] },
    );
  }
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
