import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { isRagstoneError, RagstoneError, toError } from '../../errors.ts';
import { cutPassages } from './cutPassages.ts';
import { documents } from './documents.ts';

/**
 * Cuts the documents at `from` into passages of `words` words and writes them as JSON Lines to `to`, which appears when
 * it is whole. Streams: one document is in memory.
 * @throws RagstoneError as `documents` does, `storage` when `to` cannot be written, `interrupted`.
 */
export async function writePassages(
  from: string,
  to: string,
  words: number,
  signal: AbortSignal,
): Promise<{ readonly documents: number; readonly passages: number }> {
  const count = { documents: 0, passages: 0 };
  const counted = async function* (): ReturnType<typeof documents> {
    for await (const document of documents(from, { signal })) {
      count.documents++;
      yield document;
    }
  };
  const lines = async function* (): AsyncGenerator<string> {
    for await (const passage of cutPassages(counted(), words)) {
      count.passages++;
      yield `${JSON.stringify(passage)}\n`;
    }
  };
  const temporary = `${to}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(to), { recursive: true });
    await pipeline(Readable.from(lines()), createWriteStream(temporary), { signal });
    if (count.passages === 0) {
      throw new RagstoneError('bad-file', 'There are no words in it.', { place: { file: from } });
    }
    await rename(temporary, to);
    return count;
  } catch (thrown) {
    // The first failure is the one to report, also where nothing can be removed.
    await rm(temporary, { force: true }).catch(() => undefined);
    if (isRagstoneError(thrown)) throw thrown;
    if (signal.aborted) throw new RagstoneError('interrupted', 'Stopped; nothing was written.');
    const error = toError(thrown);
    throw new RagstoneError(
      'storage',
      `The passages could not be written to ${to} (${error.message}); check the folder and the space on the disk.`,
      { cause: error },
    );
  }
}
