import { z } from 'zod';

import { RagstoneError } from '../../errors.ts';
import { fusedRetriever } from '../fusion/fusedRetriever.ts';
import { weightedSum } from '../fusion/weightedSum.ts';
import type { CombinedRetriever } from '../retrieverDefinition.ts';

/**
 * `weights`: one a part, ≥ 0 and not all 0; only their ratios matter. `normalise`: `min-max` (default) or `z`.
 * `depth` (≥ 1, default 100): how many passages of each part are looked at, and normalised over.
 */
const weightedSettings = z.strictObject({
  weights: z
    .array(z.number().min(0))
    .readonly()
    .refine((weights) => weights.some((weight) => weight > 0), 'one of the weights must be above 0'),
  normalise: z.enum(['min-max', 'z']).default('min-max'),
  depth: z.int().min(1).default(100),
});

type WeightedSettings = z.infer<typeof weightedSettings>;

/** Weighted sum of the normalised scores of two or more retrievers. */
export const weighted: CombinedRetriever<WeightedSettings> = {
  name: 'weighted',
  summary: "weighted sum of other retrievers' normalised scores",
  settings: weightedSettings,
  parts: { least: 2, most: 16 },
  check: wrongWeights,
  combine(parts, { weights, normalise, depth }) {
    const wrong = wrongWeights({ weights }, parts.length);
    if (wrong !== undefined) {
      throw new RagstoneError('usage', `The retriever "weighted" is wrong: ${wrong}.`, { input: weights });
    }
    return fusedRetriever(parts, {
      fingerprint: { retriever: 'weighted', weights: weights.join(' '), normalise },
      depth,
      fuse: (lists) => weightedSum(lists, weights, normalise),
    });
  },
};

function wrongWeights({ weights }: Pick<WeightedSettings, 'weights'>, parts: number): string | undefined {
  if (weights.length === parts) return undefined;
  return `it has ${parts} parts and ${weights.length} weights; give one weight a part`;
}
