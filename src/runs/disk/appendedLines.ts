import { open } from 'node:fs/promises';
import { RagstoneError } from '../../errors.ts';

/** A line of an append-only file and the byte where it begins. */
export interface AppendedLine {
  readonly text: string;
  readonly offset: number;
  /** Counted from 1. */
  readonly number: number;
}

/**
 * The complete lines of an append-only JSON Lines file, in blocks of 1 MiB, so that memory does not grow with the
 * file. A last line without its line feed was torn by a crash and is left out: it was never finished.
 */
export async function* appendedLines(path: string): AsyncGenerator<AppendedLine> {
  const file = await open(path, 'r');
  try {
    const block = Buffer.allocUnsafe(1 << 20);
    let rest: Buffer = Buffer.alloc(0);
    let offset = 0;
    let number = 0;
    for (;;) {
      const { bytesRead } = await file.read(block, 0, block.length);
      if (bytesRead === 0) return;
      const bytes = Buffer.concat([rest, block.subarray(0, bytesRead)]);
      let from = 0;
      for (let end = bytes.indexOf(10, from); end !== -1; end = bytes.indexOf(10, from)) {
        number += 1;
        yield { text: bytes.toString('utf8', from, end), offset: offset + from, number };
        from = end + 1;
      }
      offset += from;
      rest = Buffer.from(bytes.subarray(from));
    }
  } finally {
    await file.close();
  }
}

/** Parses a line that this program wrote itself. @throws RagstoneError `bad-record` with file and line */
export function parseAppended(line: AppendedLine, file: string): unknown {
  try {
    return JSON.parse(line.text);
  } catch (error) {
    throw new RagstoneError(
      'bad-record',
      'This line is not JSON: the file was changed after it was written.',
      {
        place: { file, line: line.number },
        cause: error,
      },
    );
  }
}
