import { RagstoneError } from '../errors.ts';
import { decodedUtf8 } from './decodedUtf8.ts';
import { type JsonScan, nextJsonEvent } from './jsonEvents.ts';
import { parsedJson } from './parsedJson.ts';

/** The text of one element of a JSON array or object. */
interface JsonPiece {
  /** The element's key, in an object. */
  readonly key?: string;
  readonly text: string;
  /** Its number in the file, from 1. */
  readonly record: number;
  /** Where its text begins in the file. */
  readonly byte: number;
}

/** Cuts a JSON file that comes in chunks into its elements. */
export interface JsonSplitter {
  push(chunk: Buffer): readonly JsonPiece[];
  /** @throws RagstoneError when the file may not end here. */
  end(): void;
}

interface Level {
  readonly object: boolean;
  /** Whether its elements are what is wanted. */
  readonly wanted: boolean;
}

/**
 * Splits the elements of a file's outermost array or object or, with `at`, of the one at that key of the outermost
 * object. Only one element is in memory at a time; the others at the outermost level are passed over unread.
 * @throws RagstoneError `bad-record` with record and byte where the JSON is wrong, `bad-file` without `at`.
 */
export function jsonSplitter(file: string, at?: string): JsonSplitter {
  const scan: JsonScan = { nested: 0, inString: false, escaped: false };
  let levels: readonly Level[] = [];
  let state: 'before' | 'inside' | 'after' = 'before';
  let found = at === undefined;
  let key: string | undefined;
  let record = 0;
  /** Bytes of all chunks before this one. */
  let passed = 0;
  /** The piece that is being read: what earlier chunks held of it, and where it begins (`undefined`: not collected). */
  let parts: Buffer[] = [];
  let start: number | undefined = 0;

  const wrong = (message: string, byte: number): RagstoneError =>
    new RagstoneError('bad-record', message, { place: { file, record: record + 1, byte } });

  const begin = (byte: number, collect: boolean): void => {
    parts = [];
    start = collect ? byte : undefined;
  };

  /** The piece up to `end` of this chunk, without the white space around it. */
  const piece = (chunk: Buffer, end: number): { readonly text: string; readonly byte: number } => {
    const from = start ?? passed + end;
    const last = chunk.subarray(Math.max(0, from - passed), end);
    const bytes = parts.length === 0 ? last : Buffer.concat([...parts, last]);
    const text = decodedUtf8(bytes, { file, record: record + 1, byte: from });
    const trimmed = text.trimStart();
    // White space and a byte order mark are the only things trimmed; the mark is three bytes long.
    const skipped = Buffer.byteLength(text.slice(0, text.length - trimmed.length));
    return { text: trimmed.trimEnd(), byte: from + skipped };
  };

  const opened = (chunk: Buffer, end: number, level: Level | undefined): void => {
    const object = chunk[end] === 0x7b;
    if (level === undefined) {
      const before = piece(chunk, end).text;
      if (before !== '' || (at !== undefined && !object)) throw wrong(notJson(at), passed);
      levels = [{ object, wanted: at === undefined }];
      state = 'inside';
    } else if (!level.wanted && key === at) {
      levels = [level, { object, wanted: true }];
      found = true;
    } else {
      scan.nested++;
      return;
    }
    key = undefined;
    begin(passed + end + 1, true);
  };

  const closed = (chunk: Buffer, end: number, level: Level, out: JsonPiece[]): void => {
    if (level.object !== (chunk[end] === 0x7d))
      throw wrong('A bracket closes what another kind opened.', passed + end);
    const { text, byte } = level.wanted ? piece(chunk, end) : { text: '', byte: 0 };
    // Nothing at all between the brackets is an empty list; nothing after a comma is a fault that `emit` reports.
    if (level.wanted && (text !== '' || key !== undefined || record > 0)) emit(level, text, byte, out);
    levels = levels.slice(0, -1);
    if (levels.length === 0) state = 'after';
    key = undefined;
    begin(passed + end + 1, levels.length === 0);
  };

  const emit = (level: Level, text: string, byte: number, out: JsonPiece[]): void => {
    if (level.object && key === undefined) throw wrong('A key with a value was expected here.', byte);
    record++;
    out.push({ ...(key === undefined ? {} : { key }), text, record, byte });
  };

  return {
    push(chunk) {
      const out: JsonPiece[] = [];
      let from = 0;
      for (;;) {
        const end = nextJsonEvent(chunk, from, scan);
        if (end === chunk.length) break;
        const level = levels.at(-1);
        const byte = chunk[end];
        if (state === 'after') throw wrong('There is more after the end of the JSON.', passed + end);
        if (byte === 0x7b || byte === 0x5b) opened(chunk, end, level);
        else if (level === undefined) throw wrong(notJson(at), passed + end);
        else if (byte === 0x7d || byte === 0x5d) closed(chunk, end, level, out);
        else if (byte === 0x2c) {
          if (level.wanted) {
            const { text, byte: where } = piece(chunk, end);
            emit(level, text, where, out);
          }
          key = undefined;
          begin(passed + end + 1, level.wanted || level.object);
        } else if (level.object && key === undefined) {
          const { text, byte: where } = piece(chunk, end);
          key = String(parsedJson(text, { file, record: record + 1, byte: where }));
          begin(passed + end + 1, level.wanted);
        }
        from = end + 1;
      }
      if (start !== undefined) parts.push(chunk.subarray(Math.max(0, start - passed)));
      passed += chunk.length;
      return out;
    },
    end() {
      if (state === 'inside') throw wrong('The file ends in the middle: get it again.', passed);
      if (state === 'before') throw wrong(notJson(at), passed);
      if (Buffer.concat(parts).toString().trim() !== '')
        throw wrong('There is more after the end of the JSON.', passed);
      if (!found) {
        throw new RagstoneError('bad-file', `There is no list at the key "${at ?? ''}".`, {
          place: { file },
        });
      }
    },
  };
}

function notJson(at: string | undefined): string {
  return at === undefined
    ? 'A JSON array or object was expected.'
    : `A JSON object with the key "${at}" was expected.`;
}
