import { lineBatches } from '../../src/io/lineBatches.ts';
import { diskFile } from '../../src/io/diskFile.ts';

/** Reads every record of a JSON Lines file, gzip or not. */
export async function corpusLines<T>(file: string): Promise<readonly T[]> {
  const records: T[] = [];
  for await (const { lines } of lineBatches(diskFile(file, file, file), new AbortController().signal)) {
    for (const line of lines) if (line !== '') records.push(JSON.parse(line) as T);
  }
  return records;
}
