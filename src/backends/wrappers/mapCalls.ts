import type { Backend, GenerateRequest, Generation } from '../../ports/backend.ts';
import type { Called } from '../store/packedAnswer.ts';
import { isTurnTaking, type Turn, type TurnTaking } from '../turn.ts';

/** One call of a model, not made yet: its kind, its request without the signal, and how to make it. */
export interface ModelCall<T extends Called> {
  readonly kind: 'generate' | 'embed' | 'rerank';
  readonly request: unknown;
  /** With a turn, the call begins it as late as its backend can; the backend may end it too. */
  readonly make: (turn?: Turn) => Promise<T>;
}

export type AroundCall = <T extends Called>(call: ModelCall<T>, signal: AbortSignal) => Promise<T>;

/** The backend with every model call wrapped. Counting tokens is none. */
export function mapCalls(backend: Backend, around: AroundCall): Backend {
  return {
    identity: backend.identity,
    can: backend.can,
    generate: (request, signal) =>
      around({ kind: 'generate', request, make: generating(backend, request, signal) }, signal),
    embed: (request, signal) =>
      around({ kind: 'embed', request, make: inTurn(() => backend.embed(request, signal)) }, signal),
    rerank: (query, texts, signal) =>
      around(
        {
          kind: 'rerank',
          request: { query, texts },
          make: inTurn(() => backend.rerank(query, texts, signal)),
        },
        signal,
      ),
    countTokens: (prompt, signal) => backend.countTokens(prompt, signal),
  };
}

/** `mapCalls`, for a wrapper that leaves the turns of generations to the backend inside. */
export function mapCallsInTurn(backend: Backend, around: AroundCall): TurnTaking {
  return {
    ...mapCalls(backend, around),
    takesTurns: true,
    generate(request, signal, turn) {
      const make = generating(backend, request, signal);
      return around({ kind: 'generate', request, make: () => make(turn) }, signal);
    },
  };
}

function generating(
  backend: Backend,
  request: GenerateRequest,
  signal: AbortSignal,
): ModelCall<Generation>['make'] {
  return isTurnTaking(backend)
    ? (turn) => backend.generate(request, signal, turn)
    : inTurn(() => backend.generate(request, signal));
}

function inTurn<T>(call: () => Promise<T>): (turn?: Turn) => Promise<T> {
  return async (turn) => {
    await turn?.begin();
    return call();
  };
}
