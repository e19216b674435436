import { z } from 'zod';

/** Changes with the layout of index folders: an index of another version is built again. */
export const indexVersion = 2;

/** `index.json`: what an index folder holds. Written last, so a folder without it is not an index. */
export const indexManifest = z.strictObject({
  ragstoneIndex: z.number(),
  retriever: z.string(),
  /** Arrays are raw: a machine with the other order of bytes cannot read them. */
  byteOrder: z.enum(['LE', 'BE']),
  corpus: z.strictObject({
    name: z.string(),
    passages: z.number(),
    /** sha256 over the canonical records, in order: what `passages.jsonl` has. */
    sha256: z.string(),
    files: z.array(z.strictObject({ name: z.string(), bytes: z.number() })).readonly(),
    /** Passages longer than this many words were cut. */
    windowWords: z.number().optional(),
  }),
  /** Settings that cannot change without building again. */
  baked: z.record(z.string(), z.union([z.string(), z.number()])),
  counts: z.record(z.string(), z.number()),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.number() })).readonly(),
});

export type IndexManifest = z.infer<typeof indexManifest>;

export const manifestFile = 'index.json';
