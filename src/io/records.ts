import { RagstoneError } from '../errors.ts';
import { fileHead } from './fileHead.ts';
import { jsonLines } from './jsonLines.ts';
import { jsonRecords } from './jsonRecords.ts';
import { parquetRecords } from './parquetRecords.ts';
import type { Placed } from './placed.ts';
import type { SourceFile } from './sourceFile.ts';

const notRecords =
  'This is no list of records: expected a JSON array, JSON Lines (one object a line) or Parquet.';

/**
 * Streams the records of a file that is a JSON array, JSON Lines or Parquet, told apart by content.
 * @throws RagstoneError `bad-file` when it is none of these, and as the reader of its kind does.
 */
export async function* records(file: SourceFile, signal: AbortSignal): AsyncGenerator<Placed<unknown>> {
  const { kind, text } = await fileHead(file, signal);
  if (kind === 'parquet') yield* parquetRecords(file, signal);
  else if (/^\s*\[/.test(text)) yield* jsonRecords(file, signal);
  else if (/^\s*\{(?!\s*\n)/.test(text)) yield* jsonLines(file, signal);
  else {
    throw new RagstoneError('bad-file', text.trim() === '' ? 'The file is empty.' : notRecords, {
      place: { file: file.label },
    });
  }
}
