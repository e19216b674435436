import { RagstoneError } from '../errors.ts';

/** Why a model server's call failed. */
export type FaultKind =
  /** No connection, or one that broke off. */
  | 'connection'
  | 'timeout'
  /** 429 or 503: the server has too much to do. */
  | 'overloaded'
  | 'server-error'
  /** An answer that is not what the server's dialect promises. */
  | 'malformed'
  | 'too-large'
  | 'redirected'
  /** 4xx: the request is wrong for this server. */
  | 'refused'
  /** 401 or 403. */
  | 'key'
  /** The server saw less of the prompt than was sent. */
  | 'truncated';

export interface Fault {
  readonly fault: FaultKind;
  readonly status?: number;
  /** What the server asked for with `Retry-After`. */
  readonly retryAfterMs?: number;
}

const passing: ReadonlySet<FaultKind> = new Set([
  'connection',
  'timeout',
  'overloaded',
  'server-error',
  'malformed',
]);

/** A failure of code `backend` whose `input` is the fault. */
export function backendFault(fault: FaultKind | Fault, message: string, cause?: unknown): RagstoneError {
  const input: Fault = typeof fault === 'string' ? { fault } : fault;
  return new RagstoneError('backend', message, { input, ...(cause !== undefined && { cause }) });
}

/** The fault inside a failure that `backendFault` made; `undefined` for every other error. */
export function faultOf(error: unknown): Fault | undefined {
  if (!(error instanceof RagstoneError) || error.code !== 'backend') return undefined;
  const { input } = error;
  return typeof input === 'object' && input !== null && 'fault' in input ? (input as Fault) : undefined;
}

/** Whether the same request may succeed a little later. */
export function mayPass(fault: Fault): boolean {
  return passing.has(fault.fault);
}
