import { backendFault } from '../backends/fault.ts';
import { statusFault } from '../backends/http/statusFault.ts';
import { isRagstoneError, type RagstoneError, toError } from '../errors.ts';

/** Codes of Node and undici for connections that fail or break off. */
const broken = /^(?:E(?:CONN|PIPE|AI_AGAIN|HOST|NET|NOTFOUND)|UND_ERR)/;

/**
 * What something of LangChain threw, as a typed failure: by the HTTP status where the error carries one, else as a
 * broken connection or a timeout where it looks like one (these may pass), else as a refusal (which may not).
 */
export function langChainFault(what: string, thrown: unknown): RagstoneError {
  if (isRagstoneError(thrown)) return thrown;
  const error = toError(thrown);
  const status = statusOf(error);
  if (status !== undefined && status >= 300) return statusFault(what, status, undefined, error.message);
  const message = `${what} failed: ${error.message}`;
  if (error.name === 'TimeoutError') return backendFault('timeout', message, error);
  const code = codeOf(error) ?? codeOf(error.cause);
  const lost = error.message === 'fetch failed' || (code !== undefined && broken.test(code));
  return backendFault(lost ? 'connection' : 'refused', message, error);
}

function statusOf(error: object): number | undefined {
  if ('status' in error && typeof error.status === 'number') return error.status;
  if ('statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  const response = 'response' in error ? error.response : undefined;
  const holds = typeof response === 'object' && response !== null && 'status' in response;
  return holds && typeof response.status === 'number' ? response.status : undefined;
}

function codeOf(error: unknown): string | undefined {
  const holds = typeof error === 'object' && error !== null && 'code' in error;
  return holds && typeof error.code === 'string' ? error.code : undefined;
}
