import { type FileHandle, open } from 'node:fs/promises';

import { RagstoneError } from '../../errors.ts';
import { badFile } from '../../io/badFile.ts';

const kinds = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array };

/** The extension of a raw typed-array file says what it holds. */
export type ArrayKind = keyof typeof kinds;

export type ArrayOf<K extends ArrayKind> = {
  u8: Uint8Array<ArrayBuffer>;
  u16: Uint16Array<ArrayBuffer>;
  u32: Uint32Array<ArrayBuffer>;
  f64: Float64Array<ArrayBuffer>;
}[K];

/** One call of the operating system moves at most 2 GiB. */
const pieceBytes = 2 ** 30;

/** Writes an array's bytes at the end of an open file. */
export async function appendArray(file: FileHandle, array: ArrayOf<ArrayKind>): Promise<void> {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let from = 0; from < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, from, Math.min(pieceBytes, bytes.length - from));
    from += bytesWritten;
  }
}

/** Writes an array as a raw file in the machine's byte order, down to the disk. */
export async function writeArray(path: string, array: ArrayOf<ArrayKind>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await appendArray(file, array);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Reads a whole raw file. @throws RagstoneError `bad-file` when it is missing or ends inside a number. */
export async function readArray<K extends ArrayKind>(path: string, kind: K): Promise<ArrayOf<K>> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      return await readArrayPart(file, kind, 0, size / kinds[kind].BYTES_PER_ELEMENT, path);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw badFile(path, error);
  }
}

/** Reads `length` numbers from the byte `from` on. @throws RagstoneError `bad-file` when the file is too short. */
export async function readArrayPart<K extends ArrayKind>(
  file: FileHandle,
  kind: K,
  from: number,
  length: number,
  label: string,
): Promise<ArrayOf<K>> {
  const size = kinds[kind].BYTES_PER_ELEMENT;
  if (!Number.isInteger(length)) throw cutShort(label);
  const bytes = new Uint8Array(length * size);
  let at = 0;
  while (at < bytes.length) {
    const { bytesRead } = await file.read(bytes, at, Math.min(pieceBytes, bytes.length - at), from + at);
    if (bytesRead === 0) throw cutShort(label);
    at += bytesRead;
  }
  return view(bytes.buffer, kind);
}

function cutShort(label: string): RagstoneError {
  return new RagstoneError('bad-file', 'The file is cut short: build the index again.', {
    place: { file: label },
  });
}

function view<K extends ArrayKind>(buffer: ArrayBuffer, kind: K): ArrayOf<K> {
  return new kinds[kind](buffer) as ArrayOf<K>;
}
