const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const openBracket = 0x5b;
const closeBrace = 0x7d;
const closeBracket = 0x5d;

/** How far a scan has come; carried from chunk to chunk. */
export interface JsonScan {
  /** Open brackets below the level that is watched. */
  nested: number;
  inString: boolean;
  /** The last byte of the chunk before was a backslash inside a string. */
  escaped: boolean;
}

/**
 * The index, from `from`, of the next bracket, comma or colon of the watched level (outside strings and nested
 * values), or the length of the chunk. Runs over every byte of a file: kept free of calls.
 */
export function nextJsonEvent(chunk: Uint8Array, from: number, scan: JsonScan): number {
  const { length } = chunk;
  let { nested, inString } = scan;
  let at = scan.escaped && from < length ? from + 1 : from;
  scan.escaped = scan.escaped && from >= length;
  for (; at < length; at++) {
    const byte = chunk[at];
    if (inString) {
      if (byte === quote) inString = false;
      else if (byte === backslash) {
        at++;
        scan.escaped = at === length;
      }
    } else if (byte === quote) inString = true;
    else if (byte === openBrace || byte === openBracket) {
      if (nested === 0) break;
      nested++;
    } else if (byte === closeBrace || byte === closeBracket) {
      if (nested === 0) break;
      nested--;
    } else if (nested === 0 && (byte === comma || byte === colon)) break;
  }
  scan.nested = nested;
  scan.inString = inString;
  return Math.min(at, length);
}
