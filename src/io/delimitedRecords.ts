import { pipeline, Readable } from 'node:stream';

import { CsvError, parse } from 'csv-parse';

import { RagstoneError } from '../errors.ts';
import type { Placed } from './placed.ts';
import type { SourceFile } from './sourceFile.ts';
import { textChunks } from './textChunks.ts';

export interface DelimitedOptions {
  /** `\t` or `,` or another single character. */
  readonly delimiter: string;
  /** The quoting character, doubled inside quotes; `false` where quotes mean nothing. Default `"`. */
  readonly quote?: string | false;
}

/**
 * Streams the rows of a table with a header line as objects by column name; a cell may hold a newline inside quotes.
 * @throws RagstoneError `bad-record` with the line where a row ends, and as `textChunks` does.
 */
export async function* delimitedRecords(
  file: SourceFile,
  signal: AbortSignal,
  options: DelimitedOptions,
): AsyncGenerator<Placed<Readonly<Record<string, string>>>> {
  const rows = parse({
    delimiter: options.delimiter,
    quote: options.quote ?? '"',
    columns: true,
    info: true,
    skip_empty_lines: true,
    record_delimiter: ['\n', '\r\n'],
  });
  // A failure of the source reaches the reader through `rows`, which `pipeline` destroys with it.
  pipeline(Readable.from(textChunks(file, signal)), rows, () => undefined);
  try {
    for await (const row of rows) {
      const { record, info } = row as Row;
      yield { value: record, place: { file: file.label, line: info.lines } };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new RagstoneError('bad-record', `This is not a row of the table: ${error.message}.`, {
      place: { file: file.label, ...('lines' in error ? { line: Number(error['lines']) } : {}) },
      cause: error,
    });
  }
}

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}
