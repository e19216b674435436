import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/**
 * The records of a data file, whatever its layout: the value of a `.json`, the lines of a `.jsonl`, the rows of a
 * `.csv` with a header, the first column of a tab-separated `.txt` as `question`; each plain or gzipped.
 */
export function readRecords(file: string): unknown {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const name = file.replace(/\.gz$/u, '');
  if (name.endsWith('.csv')) return parse(text, { columns: true });
  if (name.endsWith('.txt')) {
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ question: line.split('\t')[0] }));
  }
  if (/\.jsonl(?:ines)?$/u.test(name)) {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as unknown);
  }
  return JSON.parse(text) as unknown;
}
