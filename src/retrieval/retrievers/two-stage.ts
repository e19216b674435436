import { z } from 'zod';

import { RagstoneError } from '../../errors.ts';
import { denseSettings } from '../dense/denseSettings.ts';
import { encoderModel } from '../dense/encoder.ts';
import { rescoredRetriever, type RescoreSettings } from '../dense/rescoredRetriever.ts';
import type { CombinedRetriever } from '../retrieverDefinition.ts';

/**
 * `depth` (≥ 1, default 50): how many passages of the part are scored anew. `pooling`, `normalise`, `passage` and
 * `batch` are those of `dense`.
 */
const twoStageSettings = z.strictObject({
  depth: z.int().min(1).default(50),
  ...denseSettings.pick({ pooling: true, normalise: true, passage: true, batch: true }).shape,
});

/** A quick retriever finds candidates, an encoder puts them in order: ours, no paper's. */
const twoStage: CombinedRetriever<RescoreSettings> = {
  name: 'two-stage',
  summary: "another retriever's first passages in the order of an encoder's vectors (ours)",
  settings: twoStageSettings,
  roles: { encoder: 'embed' },
  parts: { least: 1, most: 1 },
  combine([part], settings, models) {
    if (part === undefined) {
      throw new RagstoneError('internal', 'A retriever of two stages was given no first one.');
    }
    return rescoredRetriever(part, encoderModel(models), settings);
  },
};

export { twoStage as 'two-stage' };
