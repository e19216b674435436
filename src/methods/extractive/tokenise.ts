/** The tokens of one text: offsets (UTF-16, end exclusive) and lower-cased words, in order. */
export interface Tokens {
  readonly text: string;
  readonly length: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly words: readonly string[];
}

// In this order: dotted abbreviations (U.S.), numbers with what hangs on them (1,000.5, 1980s, 2nd), words with
// inner apostrophes (don't, O'Neill), the possessive 's on its own, any other character that is not white space.
const token =
  /(?:\p{Lu}\.){2,}|\p{N}+(?:[.,:]\p{N}+)*\p{L}*|\p{L}[\p{L}\p{M}\p{N}]*(?:['’](?!s(?![\p{L}\p{N}]))\p{L}[\p{L}\p{M}]*)*|['’]s(?![\p{L}\p{N}])|\S/gu;

/** Cuts text into at most `limit` tokens; what comes after them is not read. */
export function tokenise(text: string, limit: number): Tokens {
  const from: number[] = [];
  const to: number[] = [];
  const words: string[] = [];
  for (const match of text.matchAll(token)) {
    if (words.length === limit) break;
    from.push(match.index);
    to.push(match.index + match[0].length);
    words.push(match[0].toLowerCase());
  }
  return { text, length: words.length, from: Int32Array.from(from), to: Int32Array.from(to), words };
}
