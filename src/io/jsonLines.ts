import { lineBatches } from './lineBatches.ts';
import { parsedJson } from './parsedJson.ts';
import type { Placed } from './placed.ts';
import type { SourceFile } from './sourceFile.ts';

/**
 * Streams the values of a JSON Lines file with their line numbers; blank lines are passed over.
 * @throws RagstoneError `bad-record` for a line that is not JSON, and as `lineBatches` does.
 */
export async function* jsonLines(file: SourceFile, signal: AbortSignal): AsyncGenerator<Placed<unknown>> {
  for await (const { lines, first } of lineBatches(file, signal)) {
    let number = first;
    for (const line of lines) {
      const place = { file: file.label, line: number++ };
      if (line.trim() !== '') yield { value: parsedJson(line, place), place };
    }
  }
}
