import { jsonSplitter } from './jsonSplitter.ts';
import { parsedJson } from './parsedJson.ts';
import type { Placed } from './placed.ts';
import type { SourceFile } from './sourceFile.ts';

/** An element of a JSON array or object, with its key in an object. */
export interface JsonRecord extends Placed<unknown> {
  readonly key?: string;
}

/**
 * Streams the elements of a JSON file: those of the outermost array or object or, with `at`, of the array or object at
 * that key of the outermost object. Memory: one chunk and the longest element, however large the file.
 * @throws RagstoneError `bad-record` with record number (from 1) and byte offset, `bad-file` when there is no `at`, and
 * what `file.bytes` throws.
 */
export async function* jsonRecords(
  file: SourceFile,
  signal: AbortSignal,
  at?: string,
): AsyncGenerator<JsonRecord> {
  const splitter = jsonSplitter(file.label, at);
  for await (const chunk of file.bytes(signal)) {
    for (const { key, text, record, byte } of splitter.push(chunk)) {
      const place = { file: file.label, record, byte };
      yield { ...(key === undefined ? {} : { key }), value: parsedJson(text, place), place };
    }
  }
  splitter.end();
}
