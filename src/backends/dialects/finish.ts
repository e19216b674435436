import { backendFault } from '../fault.ts';

const ends: Readonly<Record<string, 'stop' | 'length'>> = {
  stop: 'stop',
  eos: 'stop',
  eos_token: 'stop',
  stop_sequence: 'stop',
  word: 'stop',
  length: 'length',
  limit: 'length',
};

/**
 * Why the answer ended; `undefined` while it goes on.
 * @throws RagstoneError `backend` for every other end: a filter, a tool call or an abort is no answer
 */
export function finishOf(reason: string | null | undefined): 'stop' | 'length' | undefined {
  if (reason === null || reason === undefined || reason === '' || reason === 'none') return undefined;
  const end = ends[reason];
  if (end !== undefined) return end;
  throw backendFault('malformed', `The server ended the answer with "${reason}": that is no answer.`);
}
