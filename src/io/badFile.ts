import { isRagstoneError, RagstoneError, toError } from '../errors.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder',
  EACCES: 'The file may not be read: check its permissions',
  EPERM: 'The file may not be read: check its permissions',
  ENOTDIR: 'A part of the path is not a folder',
  Z_BUF_ERROR: 'The compressed data is cut short: get the file again',
  Z_DATA_ERROR: 'The compressed data is damaged: get the file again',
};

/** Turns what went wrong while reading into `bad-file` with the file's name; RagstoneErrors stay as they are. */
export function badFile(label: string, thrown: unknown): RagstoneError {
  if (isRagstoneError(thrown)) return thrown;
  const error = toError(thrown);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const reason =
    reasons[code] ?? `The file cannot be read (${error.message}): get it again, or unpack it first`;
  return new RagstoneError('bad-file', `${reason}.`, { place: { file: label }, cause: error });
}
