import { RagstoneError } from '../../errors.ts';

/**
 * An id as it may stand in a TREC file. White space would split it; writing it otherwise would make it another id,
 * so it is refused.
 * @throws RagstoneError `unsupported`.
 */
export function trecId(id: string, what: 'question' | 'passage' | 'tag'): string {
  if (id !== '' && !/\s/.test(id)) return id;
  const message = `TREC files cannot hold the ${what} id "${id}": ids there are not empty and have no white space.`;
  throw new RagstoneError('unsupported', message, { input: id });
}
