import { decodedUtf8 } from './decodedUtf8.ts';
import type { SourceFile } from './sourceFile.ts';

const newline = 10;
const byteOrderMark = '\uFEFF';

/**
 * Streams a file's text in pieces that end where a line does, or the file; a byte order mark is dropped. Memory: one
 * chunk and the longest line.
 * @throws RagstoneError `bad-record` with line and byte for invalid UTF-8, and what `file.bytes` throws.
 */
export async function* textChunks(file: SourceFile, signal: AbortSignal): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let line = 1;
  let byte = 0;
  const decoded = (bytes: Buffer): string => {
    const text = decodedUtf8(bytes, { file: file.label, line, byte });
    const marked = byte === 0 && text.startsWith(byteOrderMark);
    for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) line++;
    byte += bytes.length;
    return marked ? text.slice(byteOrderMark.length) : text;
  };
  for await (const chunk of file.bytes(signal)) {
    const end = chunk.lastIndexOf(newline) + 1;
    if (end > 0) {
      rest.push(chunk.subarray(0, end));
      yield decoded(Buffer.concat(rest));
      rest = [];
    }
    rest.push(chunk.subarray(end));
  }
  const last = decoded(Buffer.concat(rest));
  if (last !== '') yield last;
}
