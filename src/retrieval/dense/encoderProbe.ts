import { RagstoneError } from '../../errors.ts';
import type { Encoder } from './encoder.ts';

/**
 * A text whose vector is kept with an index. A server may run another model under the same name, or other words before
 * passages, and tell no digest: then this text gets another vector.
 */
const text = 'A touchstone is a dark stone on which gold leaves a streak that shows how pure it is.';

/** The same model on other hardware, or in half precision, stays well below this; quantised weights do not. */
const tolerance = 0.02;

export async function probeVector(encoder: Encoder, signal: AbortSignal): Promise<Float32Array> {
  const { vectors } = await encoder.embed([text], 'passage', signal);
  return vectors[0] ?? new Float32Array();
}

/** Whether two vectors of one text may come from one model: their distance, relative to the length of the first. */
export function isSameProbe(kept: Float32Array, found: Float32Array): boolean {
  if (kept.length !== found.length) return false;
  let distance = 0;
  let length = 0;
  for (const [at, value] of kept.entries()) {
    distance += (value - (found[at] ?? 0)) ** 2;
    length += value ** 2;
  }
  return distance <= tolerance ** 2 * length;
}

/** @throws RagstoneError `mismatch` when the encoder is not the one that made the index, whatever it is called. */
export async function refuseOtherEncoder(
  kept: Float32Array,
  encoder: Encoder,
  signal: AbortSignal,
): Promise<void> {
  if (isSameProbe(kept, await probeVector(encoder, signal))) return;
  throw new RagstoneError(
    'mismatch',
    'The encoder gives other vectors than the one that built the index, though it has the same name: the server runs ' +
      'other weights, or the prefixes changed. Search with the same model, or remove the index and build it again.',
  );
}
