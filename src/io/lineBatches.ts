import type { SourceFile } from './sourceFile.ts';
import { textChunks } from './textChunks.ts';

/** Lines that follow each other, without their ends. */
export interface LineBatch {
  readonly lines: readonly string[];
  /** Number of the first of them, from 1. */
  readonly first: number;
}

/**
 * Streams a file's lines, many at a time because a step of an async iterator costs more than a line. Lines end with
 * `\n` or `\r\n` and nothing else: texts contain U+2028. Lines are slices of their batch: who keeps one for long,
 * copies it.
 * @throws as `textChunks` does.
 */
export async function* lineBatches(file: SourceFile, signal: AbortSignal): AsyncGenerator<LineBatch> {
  let first = 1;
  for await (const text of textChunks(file, signal)) {
    const lines = text.split('\n');
    if (text.endsWith('\n')) lines.pop();
    yield { lines: text.includes('\r') ? lines.map(withoutReturn) : lines, first };
    first += lines.length;
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
