import { basename } from 'node:path';

import { RagstoneError } from '../../errors.ts';
import { diskFile } from '../../io/diskFile.ts';
import { lineBatches } from '../../io/lineBatches.ts';

/**
 * Question ids from a file, one a line; white space around them and blank lines do not count.
 * @throws RagstoneError `bad-file` when it cannot be read or names nothing, `bad-record` for an id that comes twice.
 */
export async function readIds(
  path: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { lines, first } of lineBatches(diskFile(path, basename(path), path), signal)) {
    for (const [index, line] of lines.entries()) {
      const id = line.trim();
      if (id === '') continue;
      if (ids.has(id)) {
        throw new RagstoneError('bad-record', `The id "${id}" occurs a second time.`, {
          place: { file: path, line: first + index },
          input: id,
        });
      }
      ids.add(id);
    }
  }
  if (ids.size === 0)
    throw new RagstoneError('bad-file', 'There are no ids in it.', { place: { file: path } });
  return ids;
}
