import type { Passage } from '../../ports/passage.ts';
import type { Models } from '../retrieverDefinition.ts';
import type { DenseSettings } from './denseSettings.ts';
import { encodePassages } from './encodePassages.ts';
import { encoderModel, encoderOf } from './encoder.ts';
import { probeVector } from './encoderProbe.ts';
import { passageText } from './passageText.ts';

/** What an index will take, before it is built. */
export interface EncoderMeasures {
  readonly dimensions: number;
  readonly passagesPerSecond: number;
}

/**
 * Embeds a few passages as a build would, `inFlight` batches at once: `batch` × `inFlight` of them fill it. The model is
 * asked for one text before, so that loading it is not counted.
 * @throws RagstoneError what the encoder throws, `usage` without one
 */
export async function measureEncoder(
  sample: readonly Passage[],
  settings: DenseSettings,
  models: Models,
  signal: AbortSignal,
): Promise<EncoderMeasures> {
  const { batch, passage: format } = settings;
  const encoder = encoderOf(encoderModel(models), settings);
  const { length: dimensions } = await probeVector(encoder, signal);
  const texts = sample.slice(0, batch * settings.inFlight).map((passage) => passageText(format, passage));
  const began = performance.now();
  const batches = Array.from({ length: Math.ceil(texts.length / batch) }, (_, at) =>
    texts.slice(at * batch, (at + 1) * batch),
  );
  await Promise.all(batches.map((each) => encodePassages(encoder, each, dimensions, signal)));
  return { dimensions, passagesPerSecond: (1000 * texts.length) / (performance.now() - began) };
}
