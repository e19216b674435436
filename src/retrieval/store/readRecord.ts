import { read as readCallback } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';

import { badFile } from '../../io/badFile.ts';
import type { Passage } from '../../ports/passage.ts';

// Half the work of `FileHandle.read`, and ten passages are read for each search.
const read = promisify(readCallback);

/** An open `passages.jsonl` and where its records begin. */
export interface RecordFile {
  readonly file: FileHandle;
  readonly label: string;
  readonly offsets: Float64Array;
}

/** Reads one passage. @throws RagstoneError `bad-file` when what lies there is not a record. */
export async function readRecord({ file, label, offsets }: RecordFile, position: number): Promise<Passage> {
  const from = offsets[position];
  const to = offsets[position + 1];
  if (from === undefined || to === undefined)
    throw new RangeError(`There is no passage at position ${position}.`);
  const bytes = Buffer.allocUnsafe(to - from);
  try {
    const { bytesRead } = await read(file.fd, bytes, 0, bytes.length, from);
    return JSON.parse(bytes.toString('utf8', 0, bytesRead)) as Passage;
  } catch (error) {
    throw badFile(label, error);
  }
}
