import { fileHead } from '../../io/fileHead.ts';
import { jsonRecords } from '../../io/jsonRecords.ts';
import { records } from '../../io/records.ts';
import type { SourceFile } from '../../io/sourceFile.ts';
import { isMapOfResults } from './isMapOfResults.ts';

/** What a layout is recognised by. */
export type Seen =
  | { readonly kind: 'files'; readonly names: readonly string[] }
  /** A JSON object that holds its records in a list at this key. */
  | { readonly kind: 'object'; readonly key: string }
  | { readonly kind: 'records'; readonly first: Readonly<Record<string, unknown>> }
  | { readonly kind: 'table'; readonly header: readonly string[] }
  | { readonly kind: 'nothing'; readonly because: string };

/** SQuAD's and TriviaQA's outermost object: a `data` list, perhaps after a few plain members. */
const articleList =
  /^\s*\{(?:\s*"[^"\\]*"\s*:\s*(?:"[^"\\]*"|[\d.]+|true|false|null)\s*,)*\s*"(data|Data)"\s*:\s*\[/;

/** Looks at the beginning of a file: its first record, or the header of a table. @throws as `records` does. */
export async function lookAt(file: SourceFile, signal: AbortSignal): Promise<Seen> {
  const { kind, text } = await fileHead(file, signal);
  if (kind === 'plain' && !/^\s*[[{]/.test(text)) {
    const header = text.split(/\r?\n/, 1)[0] ?? '';
    if (header.includes('\t')) return { kind: 'table', header: header.split('\t') };
    return {
      kind: 'nothing',
      because: header === '' ? 'an empty file' : `text that begins "${header.slice(0, 60)}"`,
    };
  }
  const list = articleList.exec(text)?.[1];
  if (list !== undefined) return { kind: 'object', key: list };
  for await (const { value } of isMapOfResults(text) ? jsonRecords(file, signal) : records(file, signal)) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) break;
    return { kind: 'records', first: value as Readonly<Record<string, unknown>> };
  }
  return { kind: 'nothing', because: 'a list without records' };
}
