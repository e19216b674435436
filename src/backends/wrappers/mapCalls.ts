import type { Backend } from '../../ports/backend.ts';
import type { Called } from '../store/packedAnswer.ts';

/** One call of a model, not made yet: its kind, its request without the signal, and how to make it. */
export interface ModelCall<T extends Called> {
  readonly kind: 'generate' | 'embed' | 'rerank';
  readonly request: unknown;
  readonly make: () => Promise<T>;
}

export type AroundCall = <T extends Called>(call: ModelCall<T>, signal: AbortSignal) => Promise<T>;

/** The backend with every model call wrapped. Counting tokens is none. */
export function mapCalls(backend: Backend, around: AroundCall): Backend {
  return {
    identity: backend.identity,
    can: backend.can,
    generate: (request, signal) =>
      around({ kind: 'generate', request, make: () => backend.generate(request, signal) }, signal),
    embed: (request, signal) =>
      around({ kind: 'embed', request, make: () => backend.embed(request, signal) }, signal),
    rerank: (query, texts, signal) =>
      around(
        { kind: 'rerank', request: { query, texts }, make: () => backend.rerank(query, texts, signal) },
        signal,
      ),
    countTokens: (prompt, signal) => backend.countTokens(prompt, signal),
  };
}
