import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type TrecList, trecRunLines } from './trecRunLines.ts';

/**
 * Streams lists into a TREC run file.
 * @param tag The run's name, the last field of each line; no white space.
 * @throws RagstoneError `unsupported` when an id or the tag holds white space.
 */
export async function writeTrecRun(
  file: string,
  lists: AsyncIterable<TrecList> | Iterable<TrecList>,
  tag: string,
  signal: AbortSignal,
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for await (const list of lists) yield trecRunLines(list, tag);
  }
  await pipeline(Readable.from(lines()), createWriteStream(file), { signal });
}
