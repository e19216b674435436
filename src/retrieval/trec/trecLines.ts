import { RagstoneError } from '../../errors.ts';
import { diskFile } from '../../io/diskFile.ts';
import { lineBatches } from '../../io/lineBatches.ts';

/** The fields of one line, and its number from 1. */
export interface TrecLine {
  readonly fields: readonly string[];
  readonly line: number;
}

/** Streams the fields of lines that are split at spaces or tabs; empty lines are skipped. */
export async function* trecLines(
  file: string,
  form: { readonly fields: number; readonly shape: string },
  signal: AbortSignal,
): AsyncGenerator<TrecLine> {
  for await (const { lines, first } of lineBatches(diskFile(file, file, file), signal)) {
    for (const [offset, text] of lines.entries()) {
      const fields = text.split(/[ \t]+/).filter((field) => field !== '');
      if (fields.length === 0) continue;
      const line = first + offset;
      if (fields.length !== form.fields) {
        throw new RagstoneError(
          'bad-record',
          `This line has ${fields.length} fields, not the ${form.fields} of "${form.shape}".`,
          { place: { file, line }, input: text },
        );
      }
      yield { fields, line };
    }
  }
}

/** A number in a line. @throws RagstoneError `bad-record` naming the field when it is none. */
export function trecNumber(text: string, field: string, place: { file: string; line: number }): number {
  const value = Number(text);
  if (text !== '' && Number.isFinite(value)) return value;
  throw new RagstoneError('bad-record', `"${text}" is not a number.`, {
    place: { ...place, field },
    input: text,
  });
}
