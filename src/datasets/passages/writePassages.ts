import { RagstoneError } from '../../errors.ts';
import { writeRecords } from '../../io/writeRecords.ts';
import type { Passage } from '../../ports/passage.ts';
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
  const cut = async function* (): AsyncGenerator<Passage> {
    for await (const passage of cutPassages(counted(), words)) {
      count.passages++;
      yield passage;
    }
    if (count.passages > 0) return;
    throw new RagstoneError('bad-file', 'There are no words in it.', { place: { file: from } });
  };
  await writeRecords(to, cut(), signal);
  return count;
}
