import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

import { RagstoneError } from '../errors.ts';
import { badFile } from './badFile.ts';
import type { Placed } from './placed.ts';
import type { SourceFile } from './sourceFile.ts';

/**
 * Streams the rows of a Parquet file with their numbers, one row group in memory at a time. 64-bit integers come as
 * numbers; text must be valid UTF-8.
 * @throws RagstoneError `bad-file` for a damaged file, or one inside an archive: Parquet is read at random.
 */
export async function* parquetRecords(
  file: SourceFile,
  signal: AbortSignal,
): AsyncGenerator<Placed<unknown>> {
  if (file.path === undefined) {
    throw new RagstoneError('bad-file', 'Parquet cannot be read inside an archive: unpack it first.', {
      place: { file: file.label },
    });
  }
  // A byte order mark inside a value is part of it.
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let record = 0;
  try {
    const buffer = await asyncBufferFromFile(file.path);
    const metadata = await parquetMetadataAsync(buffer);
    for (const group of metadata.row_groups) {
      signal.throwIfAborted();
      const rows = await parquetReadObjects({
        file: buffer,
        metadata,
        compressors,
        parsers: { stringFromBytes: (bytes: Uint8Array | undefined) => bytes && utf8.decode(bytes) },
        rowStart: record,
        rowEnd: record + Number(group.num_rows),
      });
      for (const row of rows) {
        record++;
        yield { value: plain(row), place: { file: file.label, record } };
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    throw badFile(file.label, error);
  }
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}
