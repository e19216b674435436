import { RagstoneError } from '../../errors.ts';
import { backendFault } from '../fault.ts';
import { serverSaid } from './serverSaid.ts';

/** How servers say that a prompt is longer than the context (vLLM, SGLang, llama-server, Ollama, TGI, TEI, OpenAI). */
const overflow =
  /context.?length|exceed_context_size|available context size|must have less than \d+ tokens|max_new_tokens` must be <=|maximum context|too large to process/i;

/** What an HTTP status above 299 means. The body is what the server sent with it. */
export function statusFault(
  what: string,
  status: number,
  retryAfter: string | undefined,
  body: string,
): RagstoneError {
  const said = serverSaid(body);
  const message = `${what}: the server answered ${status}${said === '' ? '' : `, "${said}"`}.`;
  if (status === 401 || status === 403) {
    return backendFault({ fault: 'key', status }, `${message} Check the key that the server wants.`);
  }
  if (status === 429 || status === 503) {
    const waitMs = retryAfterMs(retryAfter);
    return backendFault(
      { fault: 'overloaded', status, ...(waitMs !== undefined && { retryAfterMs: waitMs }) },
      message,
    );
  }
  if (overflow.test(said)) return new RagstoneError('context-overflow', message);
  if (status >= 500 || status === 408 || status === 424 || status === 425) {
    return backendFault({ fault: 'server-error', status }, message);
  }
  return backendFault({ fault: 'refused', status }, message);
}

/** `Retry-After` in milliseconds: seconds, or an HTTP date (RFC 9110, section 10.2.3). */
function retryAfterMs(header: string | undefined, now: number = Date.now()): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
