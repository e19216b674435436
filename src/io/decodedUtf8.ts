import { isUtf8 } from 'node:buffer';

import { RagstoneError } from '../errors.ts';

/** Where a stretch of bytes lies in its file. */
export interface BytePlace {
  readonly file: string;
  /** Offset of the first byte in the (unwrapped) file. */
  readonly byte: number;
  /** Number of its first line, from 1, in files that have lines. */
  readonly line?: number;
  /** Number of the record, from 1, in files that have none. */
  readonly record?: number;
}

/** Decodes UTF-8. @throws RagstoneError `bad-record` with line or record and byte, where it is not valid UTF-8. */
export function decodedUtf8(bytes: Buffer, place: BytePlace): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const at = firstInvalidByte(bytes);
  const { line, ...rest } = place;
  const lines = line === undefined ? {} : { line: line + newlines(bytes.subarray(0, at)) };
  throw new RagstoneError('bad-record', 'This is not valid UTF-8: save the file as UTF-8.', {
    place: { ...rest, ...lines, byte: place.byte + at },
  });
}

/** Decoding puts U+FFFD in the place of what is invalid: the first byte that does not survive a round trip. */
function firstInvalidByte(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'));
  let at = 0;
  while (at < bytes.length && bytes[at] === again[at]) at++;
  return at;
}

function newlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}
