import type { Backend } from '../../ports/backend.ts';
import type { Ranked } from '../../ports/passage.ts';
import type { Retriever } from '../../ports/retriever.ts';
import { combinedFingerprint } from '../fusion/combinedFingerprint.ts';
import { refuseDeeper } from '../fusion/refuseDeeper.ts';
import type { DenseSettings } from './denseSettings.ts';
import { dot } from './dot.ts';
import { type Encoder, encoderOf } from './encoder.ts';
import { encodePassages } from './encodePassages.ts';
import { passageText } from './passageText.ts';

export interface RescoreSettings extends Pick<DenseSettings, 'pooling' | 'normalise' | 'passage' | 'batch'> {
  /** First passages of the part that are scored anew; those behind them are not found. */
  readonly depth: number;
}

/**
 * The first passages of `part` in the order of the dot products of their vectors with the query's, which are the
 * scores; equal ones stay in the part's order. The vectors are made while searching, of the beginning of a passage
 * where it is too long for the model: no index holds them. The part stays open when it is disposed.
 */
export function rescoredRetriever(part: Retriever, model: Backend, settings: RescoreSettings): Retriever {
  const { depth, passage: format, batch } = settings;
  const encoder = encoderOf(model, settings);
  return {
    fingerprint: combinedFingerprint(fingerprint(model, settings), [part]),
    async search(query, k, signal, served) {
      signal.throwIfAborted();
      refuseDeeper('two-stage', k, depth);
      const found = await part.search(query, depth, signal, served);
      if (found.length === 0) return [];
      const telling: Encoder = {
        async embed(texts, as, its) {
          const embedded = await encoder.embed(texts, as, its);
          served?.(embedded.served);
          return embedded;
        },
      };
      const asked = await telling.embed([query], 'query', signal);
      const vector = Float64Array.from(asked.vectors[0] ?? []);
      const scored: Ranked[] = [];
      for (let at = 0; at < found.length; at += batch) {
        const some = found.slice(at, at + batch);
        const texts = some.map(({ passage }) => passageText(format, passage));
        const { vectors } = await encodePassages(telling, texts, vector.length, signal);
        for (const [n, { passage }] of some.entries())
          scored.push({ passage, score: dot(vector, vectors[n] ?? new Float32Array(), 0) });
      }
      return scored.sort((a, b) => b.score - a.score).slice(0, k);
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** How many texts go into a request, and where the model is served from, move no ranking. */
function fingerprint(
  { identity: { model, adapter, digest } }: Backend,
  { depth, pooling, normalise, passage }: RescoreSettings,
): Retriever['fingerprint'] {
  return {
    retriever: 'two-stage',
    depth,
    encoder: model,
    ...(adapter !== undefined && { 'encoder.adapter': adapter }),
    ...(digest.known && { 'encoder.digest': digest.value }),
    pooling,
    normalise: String(normalise),
    passage,
  };
}
