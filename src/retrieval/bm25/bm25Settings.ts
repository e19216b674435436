import { z } from 'zod';

/**
 * Parameters of BM25, all free at query time.
 * `k1` (≥ 0, default 0.9) saturates term counts, `b` (0 to 1, default 0.4) normalises lengths; the defaults are
 * Anserini's. `lengths`: `exact` (default), or `lucene`, which rounds lengths to one byte as Lucene stores them.
 */
const bm25Parameters = z.strictObject({
  k1: z.number().min(0).default(0.9),
  b: z.number().min(0).max(1).default(0.4),
  lengths: z.enum(['exact', 'lucene']).default('exact'),
});

export type Bm25Parameters = z.infer<typeof bm25Parameters>;

/**
 * The parameters, and what is built into the index: the analyser (default `english@1`), and how often a title's words
 * count, `titleWeight` (an integer from 0 to 100, default 1), as if the title stood before the text so often.
 */
export const bm25Settings = bm25Parameters.extend({
  analyser: z.string().default('english@1'),
  titleWeight: z.int().min(0).max(100).default(1),
});

export type Bm25Settings = z.infer<typeof bm25Settings>;
