import { canonicalJson } from '../../io/canonicalJson.ts';
import { sha256 } from '../../io/sha256.ts';
import type { BackendIdentity } from '../../ports/backend.ts';

/** Everything that can change the answer to a model call, by name. */
export type CallParts = Readonly<Record<string, unknown>>;

export interface CallKey {
  /** SHA-256 of the canonical JSON of `parts`. */
  readonly key: string;
  readonly parts: CallParts;
}

/**
 * The key of a call: kind, server, model, adapter, digest, prefixes, each member of the request (prompt, parameters, seed …;
 * `batch` only says what may run together) and what the caller adds (`repeat`, a scope).
 */
export function callKey(
  kind: 'generate' | 'embed' | 'rerank',
  identity: BackendIdentity,
  request: unknown,
  more: CallParts,
): CallKey {
  const { batch: _, ...members } = request as { readonly batch?: string };
  const { server, model, adapter, digest, prefixes } = identity;
  const parts = {
    kind,
    server,
    model,
    adapter,
    digest: digest.known ? digest.value : undefined,
    ...(kind === 'embed' && { prefixes }),
    ...members,
    ...more,
  };
  return { key: sha256(canonicalJson(parts)), parts };
}
