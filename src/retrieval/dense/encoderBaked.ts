import type { BackendIdentity } from '../../ports/backend.ts';
import type { DenseSettings } from './denseSettings.ts';

/** What a dense index is built with: equal values promise equal vectors, as far as a server tells its digest. */
export function encoderBaked(
  { model, adapter, digest, prefixes }: BackendIdentity,
  { pooling, normalise, passage, store }: DenseSettings,
): Readonly<Record<string, string>> {
  return {
    model,
    ...(adapter !== undefined && { adapter }),
    digest: digest.known ? digest.value : 'unknown',
    pooling,
    normalise: String(normalise),
    passage: `${prefixes?.passage ?? ''}${passage}`,
    store,
  };
}
