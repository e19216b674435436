import { z } from 'zod';

import { fusedRetriever } from '../fusion/fusedRetriever.ts';
import { reciprocalRanks } from '../fusion/reciprocalRanks.ts';
import type { CombinedRetriever } from '../retrieverDefinition.ts';

/**
 * `k` (≥ 0, default 60, as in the paper) weighs ranks against each other; `depth` (≥ 1, default 100) is how many
 * passages of each part are looked at.
 */
const rrfSettings = z.strictObject({
  k: z.number().min(0).default(60),
  depth: z.int().min(1).default(100),
});

type RrfSettings = z.infer<typeof rrfSettings>;

/** Reciprocal rank fusion of two or more retrievers. */
export const rrf: CombinedRetriever<RrfSettings> = {
  name: 'rrf',
  summary: 'reciprocal rank fusion of other retrievers',
  settings: rrfSettings,
  parts: { least: 2, most: 16 },
  combine: (parts, { k, depth }) =>
    fusedRetriever(parts, {
      fingerprint: { retriever: 'rrf', k },
      depth,
      fuse: (lists) => reciprocalRanks(lists, k),
    }),
};
