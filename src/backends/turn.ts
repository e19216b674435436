import type { Backend, GenerateRequest, Generation } from '../ports/backend.ts';

/** A call's place among those in flight on its server. Disposing of it gives the place back, if the call still has it. */
export interface Turn extends Disposable {
  /**
   * Waits for the place; nothing to wait for where it is free, or the call has it already.
   * @throws the signal's reason when it aborts before
   */
  begin(): Promise<void> | undefined;
  /**
   * The whole answer is there: gives the place on before it is read. Where that lets a waiting call in, it resolves when
   * all answers that came with it have done the same: those calls are sent before anything is read.
   */
  end(): Promise<void> | undefined;
}

/**
 * A backend that, given a turn, makes a generation ready before it waits for its place, and may give the place on before
 * it has read the answer: between two calls a server then waits for the network alone.
 */
export interface TurnTaking extends Backend {
  readonly takesTurns: true;
  generate(request: GenerateRequest, signal: AbortSignal, turn?: Turn): Promise<Generation>;
}

export function isTurnTaking(backend: Backend): backend is TurnTaking {
  return 'takesTurns' in backend && backend.takesTurns === true;
}
