import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { isRagstoneError, RagstoneError, toError } from '../errors.ts';

/**
 * Streams records into a JSON Lines file, which appears when it is whole; gives their number. Folders on the way are
 * made.
 * @throws RagstoneError `storage` when it cannot be written, `interrupted`, and what `records` throws.
 */
export async function writeRecords(
  file: string,
  records: AsyncIterable<unknown>,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  const lines = async function* (): AsyncGenerator<string> {
    for await (const record of records) {
      count += 1;
      yield `${JSON.stringify(record)}\n`;
    }
  };
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(Readable.from(lines()), createWriteStream(temporary), { signal });
    await rename(temporary, file);
    return count;
  } catch (thrown) {
    // The first failure is the one to report, also where nothing can be removed.
    await rm(temporary, { force: true }).catch(() => undefined);
    if (isRagstoneError(thrown)) throw thrown;
    if (signal.aborted) throw new RagstoneError('interrupted', 'Stopped; nothing was written.');
    const error = toError(thrown);
    throw new RagstoneError(
      'storage',
      `The passages could not be written to ${file} (${error.message}); check the folder and the space on the disk.`,
      { cause: error },
    );
  }
}
