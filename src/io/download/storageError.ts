import { RagstoneError, toError } from '../../errors.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: free some space, or set RAGSTONE_HOME to a folder on another disk',
  EDQUOT: 'The disk quota is used up: free some space, or set RAGSTONE_HOME to a folder on another disk',
  EROFS: 'The disk is read-only: set RAGSTONE_HOME to a folder that can be written',
  EACCES: 'The folder may not be written: change its permissions, or set RAGSTONE_HOME to another one',
  EPERM: 'The folder may not be written: change its permissions, or set RAGSTONE_HOME to another one',
};

/** Turns what went wrong while writing into `storage` with the path. */
export function storageError(path: string, thrown: unknown): RagstoneError {
  const error = toError(thrown);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const reason = reasons[code] ?? `It cannot be written (${error.message})`;
  return new RagstoneError('storage', `${reason}.`, { place: { file: path }, cause: error });
}
