import { statusFault } from '../http/statusFault.ts';

/**
 * Throws what a server reports inside an answer with status 200 (an `error` member in an event of a stream, or an
 * aborted SGLang request).
 * @throws RagstoneError as the same status would
 */
export function throwReported(answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return;
  const { error } = answer;
  if (error === null || error === undefined) return;
  const code = typeof error === 'object' && 'code' in error ? Number(error.code) : Number.NaN;
  const body = JSON.stringify(answer);
  const full = /queue is full|overloaded|busy|queue timeout/i.test(body);
  const status = code >= 400 && code < 600 ? code : full ? 503 : 500;
  throw statusFault('In the answer', status, undefined, body);
}
