import { backendFault } from '../../backends/fault.ts';
import { RagstoneError } from '../../errors.ts';
import type { Backend, Embedded, EmbedRequest } from '../../ports/backend.ts';
import type { Models } from '../retrieverDefinition.ts';
import type { DenseSettings } from './denseSettings.ts';

/** What turns texts into vectors, with the settings that an index fixes. */
export interface Encoder {
  /** @throws RagstoneError `backend` when what comes are not vectors of one length and finite numbers, one a text. */
  embed(texts: readonly string[], as: EmbedRequest['as'], signal: AbortSignal): Promise<Embedded>;
}

/** The model in the role `encoder`. @throws RagstoneError `usage` without one. */
export function encoderModel(models: Models): Backend {
  const model = models['encoder'];
  if (model !== undefined) return model;
  throw new RagstoneError(
    'usage',
    'A dense retriever needs a model that embeds: name it with "roles: { encoder: … }" in the experiment.',
  );
}

export function encoderOf(
  model: Backend,
  { pooling, normalise }: Pick<DenseSettings, 'pooling' | 'normalise'>,
): Encoder {
  return {
    async embed(texts, as, signal) {
      const embedded = await model.embed({ texts, as, pooling, normalise }, signal);
      refuseWrongVectors(embedded.vectors, texts.length, model.identity.model);
      return embedded;
    },
  };
}

function refuseWrongVectors(vectors: readonly Float32Array[], texts: number, model: string): void {
  const fault = (what: string): RagstoneError =>
    backendFault('malformed', `The encoder ${model} ${what}: check which model the server runs.`);
  if (vectors.length !== texts) throw fault(`sent ${vectors.length} vectors for ${texts} texts`);
  const dimensions = vectors[0]?.length ?? 0;
  for (const vector of vectors) {
    if (vector.length === 0) throw fault('sent a vector without numbers');
    if (vector.length !== dimensions)
      throw fault(`sent vectors of ${dimensions} and of ${vector.length} numbers`);
    if (!vector.every(Number.isFinite)) throw fault('sent a vector that holds NaN or infinity');
  }
}

/** @throws RagstoneError `mismatch` when a vector has another length than those of the index. */
export function refuseOtherLength(vector: Float32Array, dimensions: number): void {
  if (vector.length === dimensions) return;
  throw new RagstoneError(
    'mismatch',
    `The encoder's vectors have ${vector.length} numbers, those of the index ${dimensions}: it is another model. ` +
      'Search with the model that the index was built with, or build it again.',
    { input: vector.length },
  );
}
