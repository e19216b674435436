import { z } from 'zod';

/**
 * An approximate graph (HNSW, by the optional package usearch). `connectivity` (2 to 128, default 16): neighbours of a
 * node. `expansionAdd` (default 128) and `expansionSearch` (default 64): candidates looked at while building and while
 * searching. `seed`: 0 (default) inserts in the order of the corpus, any other number in an order of its own, which
 * makes another graph of the same vectors.
 */
const hnsw = z.strictObject({
  connectivity: z.int().min(2).max(128).default(16),
  expansionAdd: z.int().min(1).default(128),
  expansionSearch: z.int().min(1).default(64),
  seed: z.int().min(0).default(0),
});

export type HnswSettings = z.infer<typeof hnsw>;

/**
 * `pooling` (default `server`: what the model's files or server say) and `normalise` (default true) make the vectors;
 * `passage` (default `{title} {text}`) is what is embedded of a passage. `store` (default `float32`) is how vectors lie
 * on disk, `search` (default `exact`) how they are searched. The rest changes no ranking: `batch` (default 64) texts a
 * request, `inFlight` (default 4) requests at once while an index is built; `workers` threads that scan (default: by
 * size and cores, 0 for small indexes) and `memory` MiB of vectors held between searches (default 1024).
 */
export const denseSettings = z.strictObject({
  pooling: z.enum(['mean', 'last', 'server']).default('server'),
  normalise: z.boolean().default(true),
  passage: z
    .string()
    .refine((format) => format.includes('{text}'), 'must contain {text}')
    .default('{title} {text}'),
  store: z.enum(['float32', 'float16', 'int8']).default('float32'),
  search: z.union([z.literal('exact'), z.strictObject({ hnsw })]).default('exact'),
  batch: z.int().min(1).max(4096).default(64),
  inFlight: z.int().min(1).max(256).default(4),
  workers: z.int().min(0).max(256).optional(),
  memory: z.number().min(0).default(1024),
});

export type DenseSettings = z.infer<typeof denseSettings>;

/** How vectors lie on disk. `int8` keeps the float32 vectors too, for exact scores. */
export type VectorStore = DenseSettings['store'];
